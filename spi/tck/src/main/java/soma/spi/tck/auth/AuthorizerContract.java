/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.auth;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import soma.spi.annotation.Api;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthResult;
import soma.spi.auth.AuthResult.Abstained;
import soma.spi.auth.AuthResult.Granted;
import soma.spi.auth.AuthResult.Refused;
import soma.spi.auth.Authorization;
import soma.spi.auth.Authorization.Verdict;
import soma.spi.auth.Authorizer;
import soma.spi.auth.Limits;
import soma.spi.tck.fixture.Await;
import soma.spi.tck.fixture.HeldWorker;
import soma.spi.tck.fixture.PlainAuthRequest;
import soma.spi.tck.fixture.Race;
import soma.spi.tck.fixture.Seed;

/**
 * What every {@link Authorizer} must do. A test extends it, makes the authorizer and gives examples under a name each of
 * what is tightened, refused or left alone; those that it has none of return an empty map.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public abstract class AuthorizerContract {
    private static final Duration PROMPT = Duration.ofSeconds(5);
    private static final int SUBJECTS = 2_000;
    private static final List<String> SECRETS = List.of("pass", "auth_token", "jwt", "sig");

    /** For subclasses. */
    protected AuthorizerContract() {}

    /**
     * A connection that has been let in.
     *
     * @param request   what it sent
     * @param admission what it was granted so far
     */
    public record Example(PlainAuthRequest request, Admission admission) {}

    /** Makes the authorizer; every test makes one. */
    protected abstract Authorizer authorizer();

    /** Returns those that must be granted something else than before, by a name for failures. */
    protected abstract Map<String, Example> tightened();

    /** Returns those that must be refused. */
    protected abstract Map<String, Example> refused();

    /** Returns those that must be left as they are. */
    protected abstract Map<String, Example> untouched();

    /** Checks what was granted instead; does nothing unless overridden. */
    protected void checkAdmission(String example, Admission admission) {}

    /** Returns tokens that the permissions name, so that random subjects meet them; none unless overridden. */
    protected List<String> tokens() {
        return List.of();
    }

    @Test
    public void tightensWhatItShould() {
        assertTrue(tightened().size() + refused().size() > 0, "an example of what it is there for");
        Authorizer authorizer = authorizer();
        tightened()
                .forEach((name, example) -> checkAdmission(
                        name,
                        assertInstanceOf(Granted.class, ask(authorizer, example), name)
                                .admission()));
    }

    @Test
    public void refusesWhatItShouldWithoutTellingSecrets() {
        Authorizer authorizer = authorizer();
        refused().forEach((name, example) -> {
            Refused refused = assertInstanceOf(Refused.class, ask(authorizer, example), name);
            assertFalse(refused.reason().isBlank(), name + ": a reason for the log");
            assertFalse(refused.closeReason().isBlank(), name + ": a reason for monitoring");
            for (String option : SECRETS) {
                String secret = example.request().text(option);
                assertFalse(
                        secret.length() > 3 && (refused.reason() + refused.error()).contains(secret),
                        name + ": the reason shows the option " + option);
            }
        });
    }

    @Test
    public void leavesTheRestAlone() {
        Authorizer authorizer = authorizer();
        untouched().forEach((name, example) -> {
            switch (ask(authorizer, example)) {
                case Abstained _ -> {}
                case Granted granted -> assertEquals(example.admission(), granted.admission(), name);
                case Refused refused -> throw new AssertionError(name + ": refused, " + refused.reason());
            }
        });
    }

    @Test
    public void neverLoosensLimitsNorTheEnd() {
        Authorizer authorizer = authorizer();
        tightened().forEach((name, example) -> {
            Admission before = example.admission();
            Admission after = admission(authorizer, example);
            Limits now = after.limits();
            Limits then = before.limits();
            assertAll(
                    name,
                    () -> assertTighter("maxSubscriptions", then.maxSubscriptions(), now.maxSubscriptions()),
                    () -> assertTighter("maxPayload", then.maxPayload(), now.maxPayload()),
                    () -> assertTighter("maxPending", then.maxPending(), now.maxPending()),
                    () -> assertTrue(
                            before.expires() == null
                                    || (after.expires() != null
                                            && !after.expires().isAfter(before.expires())),
                            "expires " + after.expires() + " (expected: not after " + before.expires() + ")"));
        });
    }

    private static void assertTighter(String limit, long before, long after) {
        boolean tighter = before < 0 || (after >= 0 && after <= before);
        assertTrue(tighter, limit + " " + after + " (expected: no more than " + before + ")");
    }

    @Test
    public void neverAllowsWhatWasDenied() {
        Authorizer authorizer = authorizer();
        Seed seed = Seed.forRun();
        seed.run(() -> tightened().forEach((name, example) -> {
            Authorization before = example.admission().authorization();
            Authorization after = admission(authorizer, example).authorization();
            for (int i = 0; i < SUBJECTS; i++) {
                String literal = seed.literal(tokens());
                String pattern = seed.pattern(tokens());
                assertFalse(
                        before.mayPublish(literal) == Verdict.NO && after.mayPublish(literal) == Verdict.YES,
                        name + ": allows publishing " + literal);
                assertFalse(
                        before.maySubscribe(pattern, null) == Verdict.NO
                                && after.maySubscribe(pattern, null) == Verdict.YES,
                        name + ": allows subscribing " + pattern);
            }
        }));
    }

    @Test
    public void equalConnectionsShareTheirPermissions() {
        Authorizer authorizer = authorizer();
        tightened()
                .forEach((name, example) -> assertSame(
                        admission(authorizer, example).authorization(),
                        admission(authorizer, example).authorization(),
                        name + ": one object for all, so that routes are shared"));
    }

    @Test
    public void answersWhileTheWorkerIsBusy() {
        Authorizer authorizer = authorizer();
        examples().forEach(expected -> {
            Example busy = new Example(expected.example().request().withWorker(new HeldWorker()), expected.admission());
            Thread loop = Thread.ofPlatform().daemon().start(() -> ask(authorizer, busy));
            assertTrue(
                    Await.within(PROMPT, () -> !loop.isAlive()),
                    expected.name() + ": waits for work (expected: answers from what it knows)");
        });
    }

    @Test
    public void itsOrderIsConstant() {
        Authorizer authorizer = authorizer();
        int order = authorizer.order();
        examples().forEach(expected -> ask(authorizer, expected.example()));
        assertEquals(order, authorizer.order(), "order()");
    }

    @Test
    public void parallelRequestsGetAnswersOfTheirOwn() {
        Authorizer authorizer = authorizer();
        List<Expected> all = examples();
        Race.run(100, number -> {
            Expected mine = all.get(number % all.size());
            AuthResult result = ask(authorizer, mine.example());
            assertEquals(mine.refused(), result instanceof Refused, mine.name() + " beside others");
            if (mine.tightened()) {
                checkAdmission(
                        mine.name(),
                        assertInstanceOf(Granted.class, result, mine.name()).admission());
            }
        });
    }

    @Test
    public void oddRequestsDoNotMakeItFail() {
        Authorizer authorizer = authorizer();
        List<Map<String, Object>> odd = List.of(
                Map.of(),
                Map.of("user", 5L, "pass", List.of(), "name", Map.of(), "jwt", true),
                Map.of("user", "\u0000", "name", "x".repeat(8192), "lang", "\uD83D"));
        examples()
                .forEach(expected -> odd.forEach(options -> assertDoesNotThrow(
                        () -> authorizer.authorize(
                                expected.example().request().withOptions(options), expected.admission()),
                        expected.name() + " with options " + options.keySet())));
    }

    private record Expected(String name, Example example, boolean tightened, boolean refused) {
        private Admission admission() {
            return example.admission();
        }
    }

    private List<Expected> examples() {
        List<Expected> all = new ArrayList<>();
        tightened().forEach((name, example) -> all.add(new Expected(name, example, true, false)));
        refused().forEach((name, example) -> all.add(new Expected(name, example, false, true)));
        untouched().forEach((name, example) -> all.add(new Expected(name, example, false, false)));
        return all;
    }

    private static AuthResult ask(Authorizer authorizer, Example example) {
        return authorizer.authorize(example.request(), example.admission());
    }

    /** Returns what holds in the end. */
    private static Admission admission(Authorizer authorizer, Example example) {
        return ask(authorizer, example) instanceof Granted granted ? granted.admission() : example.admission();
    }
}
