/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import soma.spi.annotation.Api;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthResult;
import soma.spi.auth.AuthResult.Abstained;
import soma.spi.auth.AuthResult.Granted;
import soma.spi.auth.AuthResult.Refused;
import soma.spi.auth.Authenticator;
import soma.spi.tck.fixture.Await;
import soma.spi.tck.fixture.HeldWorker;
import soma.spi.tck.fixture.PlainAuthRequest;
import soma.spi.tck.fixture.Race;

/**
 * What every {@link Authenticator} must do. A test extends it, makes the authenticator and gives examples under a name
 * each; at least one of what is granted, one of what is refused and one of what is none of its business.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public abstract class AuthenticatorContract {
    private static final Duration PROMPT = Duration.ofSeconds(5);
    private static final List<String> SECRETS = List.of("pass", "auth_token", "jwt", "sig");

    /** For subclasses. */
    protected AuthenticatorContract() {}

    /** Makes the authenticator; every test makes one. */
    protected abstract Authenticator authenticator();

    /** Returns requests that must be granted, by a name for failures. */
    protected abstract Map<String, PlainAuthRequest> granted();

    /** Returns requests with credentials of the right sort that must be refused. */
    protected abstract Map<String, PlainAuthRequest> refused();

    /** Returns requests that hold nothing this authenticator judges. */
    protected abstract Map<String, PlainAuthRequest> foreign();

    /** Checks what was granted; does nothing unless overridden. */
    protected void checkAdmission(String example, Admission admission) {}

    @Test
    public void grantsWhatItShould() {
        Authenticator authenticator = authenticator();
        granted().forEach((name, request) -> {
            AuthResult result = answer(authenticator, name, request);
            checkAdmission(name, assertInstanceOf(Granted.class, result, name).admission());
        });
    }

    @Test
    public void refusesWhatItShouldWithoutTellingSecrets() {
        Authenticator authenticator = authenticator();
        refused().forEach((name, request) -> {
            Refused refused = assertInstanceOf(Refused.class, answer(authenticator, name, request), name);
            assertFalse(refused.reason().isBlank(), name + ": a reason for the log");
            assertFalse(refused.closeReason().isBlank(), name + ": a reason for monitoring");
            for (String option : SECRETS) {
                String secret = request.text(option);
                assertFalse(
                        secret.length() > 3 && refused.reason().contains(secret),
                        name + ": the reason shows the option " + option);
            }
        });
    }

    @Test
    public void abstainsFromForeignCredentials() {
        Authenticator authenticator = authenticator();
        foreign()
                .forEach((name, request) ->
                        assertInstanceOf(Abstained.class, answer(authenticator, name, request), name));
    }

    @Test
    public void orderAndNeedsAreConstant() {
        Authenticator authenticator = authenticator();
        int order = authenticator.order();
        boolean required = authenticator.required();
        boolean nonce = authenticator.needsNonce();
        examples().forEach(example -> answer(authenticator, example.name(), example.request()));
        assertEquals(order, authenticator.order(), "order()");
        assertEquals(required, authenticator.required(), "required()");
        assertEquals(nonce, authenticator.needsNonce(), "needsNonce()");
    }

    @Test
    public void returnsPromptlyWhileItsWorkerIsBusyAndAnswersLater() {
        Authenticator authenticator = authenticator();
        forEachExample((name, expected) -> {
            var worker = new HeldWorker();
            var stage = new AtomicReference<@Nullable CompletionStage<AuthResult>>();
            Thread loop = Thread.ofPlatform()
                    .daemon()
                    .start(() -> stage.set(
                            authenticator.authenticate(expected.request().withWorker(worker))));
            boolean returned = Await.within(PROMPT, () -> !loop.isAlive());
            if (!returned) {
                worker.release();
                throw new AssertionError(name + ": authenticate waits for work (expected: returns a stage at once)");
            }
            CompletionStage<AuthResult> late = stage.get();
            if (late == null) {
                throw new AssertionError(name + ": authenticate threw or returned null (expected: a stage)");
            }
            worker.release();
            assertInstanceOf(expected.type(), Await.completion(name, late), name);
        });
    }

    @Test
    public void neverGrantsNorHangsWhenTheWorkerTakesNoWork() {
        Authenticator authenticator = authenticator();
        refused().forEach((name, request) -> {
            CompletionStage<AuthResult> stage;
            try {
                stage = authenticator.authenticate(request.withWorker(task -> {
                    throw new RejectedExecutionException("the server is closing");
                }));
            } catch (RejectedExecutionException e) {
                return; // as good as a failed stage: the connection is refused
            }
            Await.until(
                    name + ": the stage completes",
                    () -> stage.toCompletableFuture().isDone());
            boolean granted = !stage.toCompletableFuture().isCompletedExceptionally()
                    && stage.toCompletableFuture().join() instanceof Granted;
            assertFalse(granted, name + ": granted without having done its work");
        });
    }

    @Test
    public void parallelRequestsGetAnswersOfTheirOwn() {
        Authenticator authenticator = authenticator();
        List<Expected> all = examples();
        Race.run(100, number -> {
            Expected mine = all.get(number % all.size());
            PlainAuthRequest request =
                    mine.request().withWorker(task -> Thread.ofVirtual().start(task));
            AuthResult result = Await.completion(mine.name(), authenticator.authenticate(request));
            assertInstanceOf(mine.type(), result, mine.name() + " beside others");
            if (result instanceof Granted granted) {
                checkAdmission(mine.name(), granted.admission());
            }
        });
    }

    private record Expected(String name, PlainAuthRequest request, Class<? extends AuthResult> type) {}

    private List<Expected> examples() {
        List<Expected> all = new ArrayList<>();
        granted().forEach((name, request) -> all.add(new Expected(name, request, Granted.class)));
        refused().forEach((name, request) -> all.add(new Expected(name, request, Refused.class)));
        foreign().forEach((name, request) -> all.add(new Expected(name, request, Abstained.class)));
        assertFalse(granted().isEmpty() || refused().isEmpty() || foreign().isEmpty(), "an example of each sort");
        return all;
    }

    private void forEachExample(BiConsumer<String, Expected> action) {
        examples().forEach(example -> action.accept(example.name(), example));
    }

    private static AuthResult answer(Authenticator authenticator, String name, PlainAuthRequest request) {
        return Await.completion(name, authenticator.authenticate(request));
    }
}
