/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import soma.spi.annotation.Api;
import soma.spi.auth.Authorization;
import soma.spi.message.HeldMessage;
import soma.spi.message.Message;
import soma.spi.route.Relay;
import soma.spi.route.Route;
import soma.spi.route.RouteCompiler;
import soma.spi.route.RouteCompiler.Question;
import soma.spi.route.RouteStep;
import soma.spi.route.RouteVisitor;
import soma.spi.space.Subscription;
import soma.spi.tck.fixture.FleetingMessage;
import soma.spi.tck.fixture.Race;
import soma.spi.tck.fixture.Seed;

/**
 * What every {@link RouteCompiler} must do. A test extends it and says again, per message, what the compiler decides once
 * per subject; on random subscriptions, origins, permissions and subjects both must deliver the same.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public abstract class RouteCompilerContract {
    private static final int QUESTIONS = 2_000;

    /** For subclasses. */
    protected RouteCompilerContract() {}

    /** Makes the compiler; every test makes one. */
    protected abstract RouteCompiler compiler();

    /**
     * Decides about one message, slowly and plainly, and delivers it by {@link NaiveRouter#route} or not at all.
     *
     * @return an {@link soma.spi.route.Outcome}
     */
    protected abstract int decide(Question question, Message message, NaiveRouter router);

    /** Returns tokens that the compiler knows, so that random subjects meet them. */
    protected abstract List<String> tokens();

    /** Returns permissions that publishers have: everything, unless overridden. */
    protected List<Authorization> authorizations() {
        return List.of(Authorization.ALLOW_ALL);
    }

    @Test
    public void deliversWhatDecidingPerMessageDelivers() {
        RouteCompiler compiler = compiler();
        Seed seed = Seed.forRun();
        seed.run(() -> {
            NaiveRouter router = randomRouter(seed);
            for (int i = 0; i < QUESTIONS; i++) {
                Question question = randomQuestion(seed, router);
                Route route = compiler.compile(question, router);
                compare(question, route, router);
                compare(question, route, router);
            }
        });
    }

    @Test
    public void answersTheSameWithinASpace() {
        RouteCompiler compiler = compiler();
        Seed seed = Seed.forRun();
        seed.run(() -> {
            NaiveRouter router = randomRouter(seed);
            boolean concerned = compiler.concerns(router.space());
            RouteCompiler within = concerned ? compiler.within(router.space()) : compiler;
            for (int i = 0; i < QUESTIONS; i++) {
                Question question = randomQuestion(seed, router);
                boolean asked = concerned && mayChange(within, question);
                compare(question, asked ? within.compile(question, router) : router.compile(question), router);
            }
        });
    }

    private static boolean mayChange(RouteCompiler compiler, Question question) {
        int answer = FleetingMessage.during(
                message(question), shown -> compiler.mayChange(question.space(), shown.subject()) ? 1 : 0);
        return answer == 1;
    }

    @Test
    public void compilingDeliversNothingAndAnswersTheSameTwice() {
        RouteCompiler compiler = compiler();
        Seed seed = Seed.forRun();
        seed.run(() -> {
            NaiveRouter router = randomRouter(seed);
            for (int i = 0; i < QUESTIONS; i++) {
                Question question = randomQuestion(seed, router);
                Route one = compiler.compile(question, router);
                Route other = compiler.compile(question, router);
                assertEquals(List.of(), router.takeDeliveries(), "delivered while compiling " + question);
                assertEquals(execute(question, one), execute(question, other), "the outcome of " + question);
                List<String> twice = router.takeDeliveries();
                int half = twice.size() / 2;
                assertEquals(
                        twice.subList(0, half), twice.subList(half, twice.size()), "both deliveries of " + question);
            }
        });
    }

    @Test
    public void aVisitorChangesNothing() {
        RouteCompiler compiler = compiler();
        Seed seed = Seed.forRun();
        seed.run(() -> {
            NaiveRouter router = randomRouter(seed);
            for (int i = 0; i < QUESTIONS; i++) {
                Question question = randomQuestion(seed, router);
                Route route = compiler.compile(question, router);
                int plain = execute(question, route);
                List<String> expected = router.takeDeliveries();
                var visitor = new Counting(true);
                int visited = FleetingMessage.during(message(question), m -> route.execute(m, visitor));
                assertEquals(plain, visited, "the outcome of " + question);
                assertEquals(expected, router.takeDeliveries(), "the deliveries of " + question);
                assertEquals(expected.size(), visitor.told, "deliveries that the visitor was told of, of " + question);
            }
        });
    }

    @Test
    public void aVisitorMayLeaveEverythingOut() {
        RouteCompiler compiler = compiler();
        Seed seed = Seed.forRun();
        seed.run(() -> {
            NaiveRouter router = randomRouter(seed);
            for (int i = 0; i < QUESTIONS; i++) {
                Question question = randomQuestion(seed, router);
                Route route = compiler.compile(question, router);
                int plain = execute(question, route);
                int asked = router.takeDeliveries().size();
                var visitor = new Counting(false);
                int visited = FleetingMessage.during(message(question), m -> route.execute(m, visitor));
                assertEquals(plain, visited, "the outcome of " + question);
                assertEquals(List.of(), router.takeDeliveries(), "the deliveries of " + question);
                assertEquals(asked, visitor.asked, "deliveries that the visitor was asked about, of " + question);
            }
        });
    }

    @Test
    public void compilesOnSeveralThreads() {
        RouteCompiler compiler = compiler();
        int order = compiler.order();
        Race.run(8, number -> {
            Seed seed = Seed.of(number);
            NaiveRouter router = randomRouter(seed);
            for (int i = 0; i < 200; i++) {
                Question question = randomQuestion(seed, router);
                compare(question, compiler.compile(question, router), router);
            }
        });
        assertEquals(order, compiler.order(), "order()");
    }

    private void compare(Question question, Route route, NaiveRouter router) {
        int expectedOutcome = FleetingMessage.during(message(question), m -> decide(question, m, router));
        List<String> expected = router.takeDeliveries();
        int outcome = execute(question, route);
        assertEquals(expected, router.takeDeliveries(), "the deliveries of " + question);
        assertEquals(expectedOutcome, outcome, "the outcome of " + question);
    }

    private static int execute(Question question, Route route) {
        return FleetingMessage.during(message(question), route::execute);
    }

    private static HeldMessage message(Question question) {
        return FleetingMessage.held(question.subject(), "_INBOX.tck.reply", "payload of " + question.subject());
    }

    private NaiveRouter randomRouter(Seed seed) {
        var router = new NaiveRouter();
        for (int i = 0; i < 30; i++) {
            router.subscribe(seed.pattern(tokens()), "s" + i);
        }
        router.subscribe(">", "all");
        return router;
    }

    private Question randomQuestion(Seed seed, NaiveRouter router) {
        return new Question(
                router.space(),
                seed.oneOf(authorizations()),
                seed.oneOf(Questions.origins()),
                seed.random().nextInt(4) > 0,
                seed.literal(tokens()));
    }

    private static final class Counting implements RouteVisitor {
        private final boolean delivers;
        private int asked;
        private int told;

        Counting(boolean delivers) {
            this.delivers = delivers;
        }

        @Override
        public boolean visit(Subscription subscription) {
            asked++;
            return delivers;
        }

        @Override
        public boolean visit(Relay relay, Message message) {
            return delivers;
        }

        @Override
        public void delivered(Subscription subscription, int outcome) {
            told++;
        }

        @Override
        public void delivered(Relay relay, int outcome) {}

        @Override
        public void step(RouteStep step) {}

        @Override
        public boolean delivers() {
            return delivers;
        }
    }
}
