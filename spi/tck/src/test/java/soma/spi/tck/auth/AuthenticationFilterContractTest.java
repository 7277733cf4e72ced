/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static soma.spi.tck.fixture.ContractRun.assertFails;
import static soma.spi.tck.fixture.ContractRun.assertPasses;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;
import soma.spi.auth.AuthResult.Granted;
import soma.spi.auth.AuthResult.Refused;
import soma.spi.auth.AuthenticationFilter;
import soma.spi.tck.fixture.PlainAuthRequest;
import soma.spi.tck.fixture.PlainSpace;

final class AuthenticationFilterContractTest {
    @Test
    void acceptsACorrectOne() {
        assertPasses(Right.class);
    }

    @Test
    void findsOneThatWaitsForTheRest() {
        assertFails(
                Waiting.class, "returnsPromptlyWhileTheRestAndTheWorkerAreBusy", "neverGrantsNorHangsWhenTheRestFails");
    }

    @Test
    void findsOneThatGrantsWhenTheRestFails() {
        assertFails(Trusting.class, "neverGrantsNorHangsWhenTheRestFails");
    }

    @Test
    void findsOneThatAsksTwice() {
        assertFails(Doubtful.class, "asksTheRestOnceAtMost");
    }

    @Test
    void findsOneThatKnowsBetter() {
        assertFails(Meddling.class, "passesOnWhatIsNoneOfItsBusiness");
    }

    @Test
    void findsOneThatForgetsToLock() {
        assertFails(
                Lax.class,
                "refusesWhatItShouldWithoutTellingSecrets",
                "returnsPromptlyWhileTheRestAndTheWorkerAreBusy",
                "parallelRequestsGetAnswersOfTheirOwn");
    }

    /** Lets in whoever has the master key, keeps out whoever is locked, and leaves others to the rest. */
    static class Gate implements AuthenticationFilter {
        @Override
        public int order() {
            return 10;
        }

        @Override
        public CompletionStage<AuthResult> filter(AuthRequest request, Authentication rest) {
            return switch (request.text("user")) {
                case "master" ->
                    CompletableFuture.supplyAsync(() -> new Granted(granted().as("master")), request.worker());
                case "locked" -> CompletableFuture.completedFuture(new Refused("locked after failures"));
                default -> rest.authenticate(request);
            };
        }
    }

    private static final PlainSpace SPACE = new PlainSpace("$G");

    private static Admission granted() {
        return Admission.to(SPACE);
    }

    static class Right extends AuthenticationFilterContract {
        @Override
        protected AuthenticationFilter filter() {
            return new Gate();
        }

        @Override
        protected Map<String, PlainAuthRequest> granted() {
            return Map.of("master", user("master"));
        }

        @Override
        protected Map<String, PlainAuthRequest> refused() {
            return Map.of("locked", user("locked"));
        }

        @Override
        protected Map<String, PlainAuthRequest> passedOn() {
            return Map.of("alice", user("alice"));
        }

        @Override
        protected Admission admission() {
            return AuthenticationFilterContractTest.granted();
        }

        @Override
        protected void checkAdmission(String example, Admission admission) {
            assertEquals(example, admission.user());
        }

        private static PlainAuthRequest user(String name) {
            return PlainAuthRequest.of(Map.of("user", name, "pass", "secret-" + name));
        }
    }

    static class Waiting extends Right {
        @Override
        protected AuthenticationFilter filter() {
            return new Gate() {
                @Override
                public CompletionStage<AuthResult> filter(AuthRequest request, Authentication rest) {
                    return super.filter(
                            request,
                            asked -> CompletableFuture.completedFuture(rest.authenticate(asked)
                                    .toCompletableFuture()
                                    .join()));
                }
            };
        }
    }

    static class Trusting extends Right {
        @Override
        protected AuthenticationFilter filter() {
            return new Gate() {
                @Override
                public CompletionStage<AuthResult> filter(AuthRequest request, Authentication rest) {
                    return super.filter(request, rest)
                            .exceptionally(_ -> new Granted(AuthenticationFilterContractTest.granted()));
                }
            };
        }
    }

    static class Doubtful extends Right {
        @Override
        protected AuthenticationFilter filter() {
            return new Gate() {
                @Override
                public CompletionStage<AuthResult> filter(AuthRequest request, Authentication rest) {
                    return super.filter(
                            request, asked -> rest.authenticate(asked).thenCompose(_ -> rest.authenticate(asked)));
                }
            };
        }
    }

    static class Meddling extends Right {
        @Override
        protected AuthenticationFilter filter() {
            return new Gate() {
                @Override
                public CompletionStage<AuthResult> filter(AuthRequest request, Authentication rest) {
                    return super.filter(request, rest)
                            .thenApply(result -> result instanceof Refused refused
                                    ? new Refused("no: " + refused.reason())
                                    : result);
                }
            };
        }
    }

    static class Lax extends Right {
        @Override
        protected AuthenticationFilter filter() {
            return new Gate() {
                @Override
                public CompletionStage<AuthResult> filter(AuthRequest request, Authentication rest) {
                    return request.text("user").equals("locked")
                            ? CompletableFuture.completedFuture(new Granted(AuthenticationFilterContractTest.granted()))
                            : super.filter(request, rest);
                }
            };
        }
    }
}
