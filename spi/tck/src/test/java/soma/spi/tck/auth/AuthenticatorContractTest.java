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
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;
import soma.spi.auth.Authenticator;
import soma.spi.tck.fixture.PlainAuthRequest;
import soma.spi.tck.fixture.PlainSpace;

final class AuthenticatorContractTest {
    @Test
    void acceptsACorrectOne() {
        assertPasses(Right.class);
    }

    @Test
    void findsOneThatWaitsForItsWorker() {
        assertFails(Waiting.class, "returnsPromptlyWhileItsWorkerIsBusyAndAnswersLater");
    }

    @Test
    void findsOneThatTellsThePassword() {
        assertFails(Talkative.class, "refusesWhatItShouldWithoutTellingSecrets");
    }

    @Test
    void findsOneThatMixesRequestsUp() {
        assertFails(Shared.class, "parallelRequestsGetAnswersOfTheirOwn");
    }

    @Test
    void findsOneThatJudgesEverything() {
        assertFails(
                Jealous.class,
                "abstainsFromForeignCredentials",
                "parallelRequestsGetAnswersOfTheirOwn",
                "returnsPromptlyWhileItsWorkerIsBusyAndAnswersLater");
    }

    static class Passwords implements Authenticator {
        @Override
        public String name() {
            return "test";
        }

        @Override
        public int order() {
            return 100;
        }

        @Override
        public boolean required() {
            return true;
        }

        @Override
        public CompletionStage<AuthResult> authenticate(AuthRequest request) {
            if (request.text("user").isEmpty()) {
                return CompletableFuture.completedFuture(AuthResult.ABSTAINED);
            }
            return CompletableFuture.supplyAsync(() -> judge(request), request.worker());
        }

        AuthResult judge(AuthRequest request) {
            return request.text("pass").equals("secret-" + request.text("user"))
                    ? new AuthResult.Granted(Admission.to(new PlainSpace("$G")).as(request.text("user")))
                    : new AuthResult.Refused("wrong password");
        }
    }

    static class Right extends AuthenticatorContract {
        @Override
        protected Authenticator authenticator() {
            return new Passwords();
        }

        @Override
        protected Map<String, PlainAuthRequest> granted() {
            return Map.of("alice", login("alice", "secret-alice"), "bob", login("bob", "secret-bob"));
        }

        @Override
        protected void checkAdmission(String example, Admission admission) {
            assertEquals(example, admission.user());
        }

        @Override
        protected Map<String, PlainAuthRequest> refused() {
            return Map.of("wrong password", login("alice", "guessed"));
        }

        @Override
        protected Map<String, PlainAuthRequest> foreign() {
            return Map.of("token", PlainAuthRequest.of(Map.of("auth_token", "t")));
        }

        private static PlainAuthRequest login(String user, String password) {
            return PlainAuthRequest.of(Map.of("user", user, "pass", password));
        }
    }

    static class Waiting extends Right {
        @Override
        protected Authenticator authenticator() {
            return new Passwords() {
                @Override
                public CompletionStage<AuthResult> authenticate(AuthRequest request) {
                    var stage = super.authenticate(request).toCompletableFuture();
                    stage.exceptionally(failure -> AuthResult.ABSTAINED).join();
                    return stage;
                }
            };
        }
    }

    static class Talkative extends Right {
        @Override
        protected Authenticator authenticator() {
            return new Passwords() {
                @Override
                AuthResult judge(AuthRequest request) {
                    return super.judge(request) instanceof AuthResult.Granted granted
                            ? granted
                            : new AuthResult.Refused("wrong password " + request.text("pass"));
                }
            };
        }
    }

    static class Shared extends Right {
        @Override
        protected Authenticator authenticator() {
            return new Passwords() {
                private volatile AuthRequest last = PlainAuthRequest.of(Map.of());

                @Override
                public CompletionStage<AuthResult> authenticate(AuthRequest request) {
                    last = request;
                    return super.authenticate(request);
                }

                @Override
                AuthResult judge(AuthRequest request) {
                    LockSupport.parkNanos(5_000_000); // long enough for the next request to come in
                    return super.judge(last);
                }
            };
        }
    }

    static class Jealous extends Right {
        @Override
        protected Authenticator authenticator() {
            return new Passwords() {
                @Override
                public CompletionStage<AuthResult> authenticate(AuthRequest request) {
                    return CompletableFuture.supplyAsync(() -> judge(request), request.worker());
                }
            };
        }
    }
}
