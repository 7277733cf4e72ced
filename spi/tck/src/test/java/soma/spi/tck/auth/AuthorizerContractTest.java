/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static soma.spi.tck.fixture.ContractRun.assertFails;
import static soma.spi.tck.fixture.ContractRun.assertPasses;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;
import soma.spi.auth.AuthResult.Granted;
import soma.spi.auth.AuthResult.Refused;
import soma.spi.auth.Authorization;
import soma.spi.auth.Authorizer;
import soma.spi.auth.Limits;
import soma.spi.subject.Subjects;
import soma.spi.tck.fixture.PlainAuthRequest;
import soma.spi.tck.fixture.PlainSpace;

final class AuthorizerContractTest {
    @Test
    void acceptsACorrectOne() {
        assertPasses(Right.class);
    }

    @Test
    void findsOneThatMakesPermissionsForEachConnection() {
        assertFails(Wasteful.class, "equalConnectionsShareTheirPermissions");
    }

    @Test
    void findsOneThatLoosens() {
        assertFails(Generous.class, "neverLoosensLimitsNorTheEnd", "neverAllowsWhatWasDenied");
    }

    @Test
    void findsOneThatWaits() {
        assertFails(Waiting.class, "answersWhileTheWorkerIsBusy");
    }

    @Test
    void findsOneThatTellsAndThrows() {
        assertFails(Careless.class, "refusesWhatItShouldWithoutTellingSecrets", "oddRequestsDoNotMakeItFail");
    }

    /** Allows one subject only. */
    static class Only implements Authorization {
        private final String subject;

        Only(String subject) {
            this.subject = subject;
        }

        @Override
        public Verdict mayPublish(String asked) {
            return Subjects.matches(subject, asked) ? Verdict.YES : Verdict.NO;
        }

        @Override
        public Verdict maySubscribe(String asked, @Nullable String queue) {
            return Subjects.isSubset(asked, subject) ? Verdict.YES : Verdict.NO;
        }
    }

    static class Policy implements Authorizer {
        final Authorization few = new Only("a.b");

        @Override
        public int order() {
            return 10;
        }

        @Override
        public AuthResult authorize(AuthRequest request, Admission admission) {
            return switch (admission.user()) {
                case "guest" -> new Granted(admission.with(few).with(new Limits(1, -1, -1)));
                case "mallory" -> new Refused("not welcome");
                default -> AuthResult.ABSTAINED;
            };
        }
    }

    static class Right extends AuthorizerContract {
        @Override
        protected Authorizer authorizer() {
            return new Policy();
        }

        @Override
        protected Map<String, Example> tightened() {
            return Map.of("guest", example("guest"));
        }

        @Override
        protected void checkAdmission(String example, Admission admission) {
            assertEquals(example, admission.user());
        }

        @Override
        protected Map<String, Example> refused() {
            return Map.of("mallory", example("mallory"));
        }

        @Override
        protected Map<String, Example> untouched() {
            return Map.of("alice", example("alice"));
        }

        @Override
        protected List<String> tokens() {
            return List.of("a", "b");
        }

        private static Example example(String user) {
            Admission granted = Admission.to(new PlainSpace("$G"))
                    .as(user)
                    .with(new Only("a.>"))
                    .with(new Limits(5, -1, -1));
            return new Example(PlainAuthRequest.of(Map.of("user", user, "pass", "secret-" + user)), granted);
        }
    }

    static class Wasteful extends Right {
        @Override
        protected Authorizer authorizer() {
            return new Policy() {
                @Override
                public AuthResult authorize(AuthRequest request, Admission admission) {
                    AuthResult result = super.authorize(request, admission);
                    return result instanceof Granted granted
                            ? new Granted(granted.admission().with(new Only("a.b")))
                            : result;
                }
            };
        }
    }

    static class Generous extends Right {
        @Override
        protected Authorizer authorizer() {
            return new Policy() {
                @Override
                public AuthResult authorize(AuthRequest request, Admission admission) {
                    AuthResult result = super.authorize(request, admission);
                    return result instanceof Granted granted
                            ? new Granted(granted.admission().with(Limits.NONE).with(Authorization.ALLOW_ALL))
                            : result;
                }
            };
        }
    }

    static class Waiting extends Right {
        @Override
        protected Authorizer authorizer() {
            return new Policy() {
                @Override
                public AuthResult authorize(AuthRequest request, Admission admission) {
                    return CompletableFuture.supplyAsync(() -> super.authorize(request, admission), request.worker())
                            .join();
                }
            };
        }
    }

    static class Careless extends Right {
        @Override
        protected Authorizer authorizer() {
            return new Policy() {
                @Override
                public AuthResult authorize(AuthRequest request, Admission admission) {
                    String password = (String) request.options().get("pass");
                    if (password == null) {
                        throw new IllegalStateException("no password");
                    }
                    return admission.user().equals("mallory")
                            ? new Refused("not welcome, even with " + password)
                            : super.authorize(request, admission);
                }
            };
        }
    }
}
