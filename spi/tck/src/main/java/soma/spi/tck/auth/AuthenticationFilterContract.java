/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import soma.spi.annotation.Api;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;
import soma.spi.auth.AuthResult.Granted;
import soma.spi.auth.AuthResult.Refused;
import soma.spi.auth.AuthenticationFilter;
import soma.spi.auth.AuthenticationFilter.Authentication;
import soma.spi.tck.fixture.Await;
import soma.spi.tck.fixture.HeldWorker;
import soma.spi.tck.fixture.PlainAuthRequest;
import soma.spi.tck.fixture.Race;

/**
 * What every {@link AuthenticationFilter} must do. A test extends it, makes the filter and gives examples under a name
 * each, of what it grants, refuses and passes on; those that it has none of return an empty map.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public abstract class AuthenticationFilterContract {
    private static final Duration PROMPT = Duration.ofSeconds(5);
    private static final List<String> SECRETS = List.of("pass", "auth_token", "jwt", "sig");
    private static final Refused REFUSED = new Refused("the rest of the chain says no");

    /** For subclasses. */
    protected AuthenticationFilterContract() {}

    /** Makes the filter; every test makes one. */
    protected abstract AuthenticationFilter filter();

    /** Returns requests that must be granted, whatever the rest of the chain says: {@link #rest}. */
    protected abstract Map<String, PlainAuthRequest> granted();

    /** Returns requests that must be refused, whatever the rest of the chain says. */
    protected abstract Map<String, PlainAuthRequest> refused();

    /** Returns requests whose answer is that of the rest of the chain. */
    protected abstract Map<String, PlainAuthRequest> passedOn();

    /** Returns what the rest of the chain answers about a request; a refusal unless overridden. */
    protected AuthResult rest(AuthRequest request) {
        return REFUSED;
    }

    /** Returns what the rest of the chain grants to those that are passed on. */
    protected abstract Admission admission();

    /** Checks what was granted; does nothing unless overridden. */
    protected void checkAdmission(String example, Admission admission) {}

    @Test
    public void grantsWhatItShould() {
        AuthenticationFilter filter = filter();
        granted().forEach((name, request) -> {
            AuthResult result = answer(filter, name, request, this::rest);
            checkAdmission(name, assertInstanceOf(Granted.class, result, name).admission());
        });
    }

    @Test
    public void refusesWhatItShouldWithoutTellingSecrets() {
        AuthenticationFilter filter = filter();
        refused().forEach((name, request) -> {
            for (AuthResult rest : List.of(REFUSED, AuthResult.ABSTAINED, new Granted(admission()))) {
                Refused refused = assertInstanceOf(
                        Refused.class, answer(filter, name, request, _ -> rest), name + " when the rest says " + rest);
                assertFalse(refused.reason().isBlank(), name + ": a reason for the log");
                assertFalse(refused.closeReason().isBlank(), name + ": a reason for monitoring");
                for (String option : SECRETS) {
                    String secret = request.text(option);
                    assertFalse(
                            secret.length() > 3 && (refused.reason() + refused.error()).contains(secret),
                            name + ": the reason shows the option " + option);
                }
            }
        });
    }

    @Test
    public void passesOnWhatIsNoneOfItsBusiness() {
        AuthenticationFilter filter = filter();
        assertFalse(passedOn().isEmpty(), "an example of what is passed on");
        passedOn().forEach((name, request) -> {
            for (AuthResult rest : List.of(REFUSED, AuthResult.ABSTAINED, new Granted(admission()))) {
                assertEquals(rest, answer(filter, name, request, _ -> rest), name);
            }
        });
    }

    @Test
    public void asksTheRestOnceAtMost() {
        AuthenticationFilter filter = filter();
        examples().forEach(expected -> {
            var asked = new AtomicInteger();
            answer(filter, expected.name(), expected.request(), request -> {
                asked.incrementAndGet();
                return rest(request);
            });
            assertTrue(asked.get() <= 1, expected.name() + ": the rest was asked " + asked + " times");
            assertTrue(asked.get() == 1 || expected.type() != null, expected.name() + ": the rest was not asked");
        });
    }

    @Test
    public void returnsPromptlyWhileTheRestAndTheWorkerAreBusy() {
        AuthenticationFilter filter = filter();
        examples().forEach(expected -> {
            var worker = new HeldWorker();
            var rest = new CompletableFuture<AuthResult>();
            var stage = new AtomicReference<@Nullable CompletionStage<AuthResult>>();
            PlainAuthRequest request = expected.request().withWorker(worker);
            Thread loop = Thread.ofPlatform().daemon().start(() -> stage.set(filter.filter(request, _ -> rest)));
            boolean returned = Await.within(PROMPT, () -> !loop.isAlive());
            rest.complete(rest(request));
            worker.release();
            assertTrue(returned, expected.name() + ": filter waits for work (expected: returns a stage at once)");
            CompletionStage<AuthResult> late = stage.get();
            if (late == null) {
                throw new AssertionError(expected.name() + ": filter threw or returned null (expected: a stage)");
            }
            Await.until(expected.name() + ": the stage completes", () -> {
                worker.release();
                return late.toCompletableFuture().isDone();
            });
            expected.check(Await.completion(expected.name(), late), rest(request));
        });
    }

    @Test
    public void neverGrantsNorHangsWhenTheRestFails() {
        AuthenticationFilter filter = filter();
        Authentication failing = _ -> CompletableFuture.failedFuture(new IllegalStateException("the rest fails"));
        passedOn().forEach((name, request) -> {
            CompletableFuture<AuthResult> stage =
                    filter.filter(request, failing).toCompletableFuture();
            Await.until(name + ": the stage completes", stage::isDone);
            boolean granted = !stage.isCompletedExceptionally() && stage.join() instanceof Granted;
            assertFalse(granted, name + ": granted although nobody said so");
        });
    }

    @Test
    public void parallelRequestsGetAnswersOfTheirOwn() {
        AuthenticationFilter filter = filter();
        List<Expected> all = examples();
        Race.run(100, number -> {
            Expected mine = all.get(number % all.size());
            PlainAuthRequest request =
                    mine.request().withWorker(task -> Thread.ofVirtual().start(task));
            AuthResult result = answer(filter, mine.name(), request, this::rest);
            mine.check(result, rest(request));
            if (result instanceof Granted granted && mine.type() != null) {
                checkAdmission(mine.name(), granted.admission());
            }
        });
    }

    @Test
    public void itsOrderIsConstant() {
        AuthenticationFilter filter = filter();
        int order = filter.order();
        examples().forEach(expected -> answer(filter, expected.name(), expected.request(), this::rest));
        assertEquals(order, filter.order(), "order()");
    }

    /** A request and the sort of answer that it must get; null for that of the rest. */
    private record Expected(
            String name, PlainAuthRequest request, @Nullable Class<? extends AuthResult> type) {
        private void check(AuthResult answer, AuthResult rest) {
            assertEquals(type == null ? rest.getClass() : type, answer.getClass(), name);
        }
    }

    private List<Expected> examples() {
        List<Expected> all = new ArrayList<>();
        granted().forEach((name, request) -> all.add(new Expected(name, request, Granted.class)));
        refused().forEach((name, request) -> all.add(new Expected(name, request, Refused.class)));
        passedOn().forEach((name, request) -> all.add(new Expected(name, request, null)));
        return all;
    }

    /** Answers at once. */
    private interface Rest {
        AuthResult answer(AuthRequest request);
    }

    private static AuthResult answer(AuthenticationFilter filter, String name, AuthRequest request, Rest rest) {
        return Await.completion(
                name, filter.filter(request, asked -> CompletableFuture.completedFuture(rest.answer(asked))));
    }
}
