/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import soma.kernel.assembly.Assembly;
import soma.kernel.testing.FakeSpace;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;
import soma.spi.auth.AuthResult.Granted;
import soma.spi.auth.AuthResult.Refused;
import soma.spi.auth.AuthenticationFilter;
import soma.spi.auth.Authenticator;
import soma.spi.auth.Authorizer;
import soma.spi.participant.Identity;

class AuthenticationChainTest {
    private static final FakeSpace GLOBAL = new FakeSpace("$G");
    private static final AuthResult GRANTED =
            new Granted(Admission.to(new FakeSpace("other")).as("joe"));

    private final List<Authenticator> authenticators = new ArrayList<>();
    private final List<AuthenticationFilter> filters = new ArrayList<>();
    private final List<Authorizer> authorizers = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private final AuthenticationChain chain = new AuthenticationChain(
            () -> new Assembly(
                    Map.of(
                            Authenticator.POINT,
                            List.copyOf(authenticators),
                            AuthenticationFilter.POINT,
                            List.copyOf(filters),
                            Authorizer.POINT,
                            List.copyOf(authorizers)),
                    Map.of()),
            () -> GLOBAL,
            this::named);

    private List<String> first = List.of();

    private List<String> named() {
        return first;
    }

    private record Judge(
            int order, boolean required, boolean needsNonce, Function<AuthRequest, CompletionStage<AuthResult>> answer)
            implements Authenticator {
        @Override
        public String name() {
            return "judge-" + order;
        }

        @Override
        public CompletionStage<AuthResult> authenticate(AuthRequest request) {
            return answer.apply(request);
        }
    }

    /** Requires that clients authenticate and does not say so. */
    private record Quiet() implements Authenticator {
        @Override
        public String name() {
            return "quiet";
        }

        @Override
        public int order() {
            return 2;
        }

        @Override
        public boolean required() {
            return true;
        }

        @Override
        public boolean announces() {
            return false;
        }

        @Override
        public CompletionStage<AuthResult> authenticate(AuthRequest request) {
            return CompletableFuture.completedFuture(AuthResult.ABSTAINED);
        }
    }

    private Judge judge(int order, boolean required, AuthResult result) {
        return new Judge(order, required, false, _ -> {
            calls.add("authenticator " + order);
            return CompletableFuture.completedFuture(result);
        });
    }

    private AuthenticationFilter filter(int order, Function<AuthRequest, AuthRequest> change) {
        return new AuthenticationFilter() {
            @Override
            public int order() {
                return order;
            }

            @Override
            public CompletionStage<AuthResult> filter(AuthRequest request, Authentication rest) {
                calls.add("filter " + order);
                return rest.authenticate(change.apply(request));
            }
        };
    }

    private static AuthRequest request(Map<String, Object> options) {
        var who = new Identity(1, "Client", "", "");
        return new ClientAuthRequest(options, "", null, List.of(), who, "h:1", "STANDARD", "", false, Runnable::run);
    }

    private AuthResult ask() {
        return chain.authenticate(request(Map.of())).toCompletableFuture().join();
    }

    @Test
    void letsEverybodyIntoTheDefaultSpaceWhenNobodyJudges() {
        assertEquals(new Granted(Admission.to(GLOBAL)), ask());
        assertFalse(chain.required());
        assertFalse(chain.needsNonce());
    }

    @Test
    void asksInOrderUntilOneDoesNotAbstain() {
        authenticators.add(judge(3, false, new Refused("late")));
        authenticators.add(judge(2, false, GRANTED));
        authenticators.add(judge(1, true, AuthResult.ABSTAINED));
        assertEquals(GRANTED, ask());
        assertEquals(List.of("authenticator 1", "authenticator 2"), calls);
        assertTrue(chain.required());
    }

    @Test
    void refusesWhenAllAbstainAndOneIsRequired() {
        authenticators.add(judge(1, false, AuthResult.ABSTAINED));
        authenticators.add(judge(2, true, AuthResult.ABSTAINED));
        assertEquals(new Refused("no valid credentials"), ask());
    }

    @Test
    void infoTellsOfWhatIsRequiredUnlessTheOneWhoRequiresItKeepsQuiet() {
        assertFalse(chain.announces());
        authenticators.add(judge(1, false, AuthResult.ABSTAINED));
        authenticators.add(new Quiet());
        assertTrue(chain.required());
        assertFalse(chain.announces());
        authenticators.add(judge(3, true, AuthResult.ABSTAINED));
        assertTrue(chain.announces());
    }

    @Test
    void grantsTheDefaultSpaceWhenAllAbstainAndNoneIsRequired() {
        authenticators.add(judge(1, false, AuthResult.ABSTAINED));
        assertEquals(new Granted(Admission.to(GLOBAL)), ask());
    }

    @Test
    void nestsFiltersTheLowestOutermost() {
        filters.add(filter(2, r -> r.withOptions(Map.of("user", r.text("user") + "2"))));
        filters.add(filter(1, r -> r.withOptions(Map.of("user", r.text("user") + "1"))));
        authenticators.add(new Judge(1, true, true, r -> {
            calls.add("user " + r.text("user"));
            return CompletableFuture.completedFuture(GRANTED);
        }));
        assertEquals(GRANTED, ask());
        assertEquals(List.of("filter 1", "filter 2", "user 12"), calls);
        assertTrue(chain.needsNonce());
    }

    @Test
    void sendsANonceForAFilter() {
        filters.add(new AuthenticationFilter() {
            @Override
            public int order() {
                return 1;
            }

            @Override
            public boolean needsNonce() {
                return true;
            }

            @Override
            public CompletionStage<AuthResult> filter(AuthRequest request, Authentication rest) {
                return rest.authenticate(request);
            }
        });
        assertTrue(chain.needsNonce());
    }

    @Test
    void refusesWhenAnAuthenticatorThrowsFailsOrReturnsNothing() {
        for (Function<AuthRequest, CompletionStage<AuthResult>> bad :
                List.<Function<AuthRequest, CompletionStage<AuthResult>>>of(
                        _ -> {
                            throw new IllegalStateException("secret");
                        },
                        _ -> CompletableFuture.failedFuture(new IllegalStateException("secret")),
                        _ -> null,
                        _ -> CompletableFuture.completedFuture(null))) {
            authenticators.clear();
            authenticators.add(new Judge(1, false, false, bad));
            authenticators.add(judge(2, false, GRANTED));
            assertEquals(new Refused("authentication failed inside the server"), ask());
        }
    }

    @Test
    void asksThoseFirstThatTheConfigurationNames() {
        authenticators.add(judge(1, false, AuthResult.ABSTAINED));
        authenticators.add(judge(2, false, AuthResult.ABSTAINED));
        authenticators.add(judge(3, false, AuthResult.ABSTAINED));
        first = List.of("judge-3", "judge-2");
        ask();
        assertEquals(List.of("authenticator 3", "authenticator 2", "authenticator 1"), calls);
        assertEquals(List.of("judge-3", "judge-2", "judge-1"), chain.names());
    }

    @Test
    void refusesWhenAFilterThrows() {
        filters.add(filter(1, _ -> {
            throw new IllegalStateException();
        }));
        assertEquals(new Refused("authentication failed inside the server"), ask());
    }

    @Test
    void givesEachAuthorizerTheAnswerOfTheLast() {
        authorizers.add(new Naming(2));
        authorizers.add(new Naming(1));
        assertEquals(new Granted(Admission.to(GLOBAL).as("12")), ask());
    }

    @Test
    void refusesWhenAnAuthorizerThrows() {
        authorizers.add(new Naming(-1));
        assertEquals(new Refused("authentication failed inside the server"), ask());
    }

    private record Naming(int order) implements Authorizer {
        @Override
        public AuthResult authorize(AuthRequest request, Admission admission) {
            if (order < 0) {
                throw new IllegalStateException();
            }
            return new Granted(admission.as(admission.user() + order));
        }
    }

    @Test
    void waitsForALateAnswer() {
        var answer = new CompletableFuture<AuthResult>();
        authenticators.add(new Judge(1, true, false, _ -> answer));
        var result = chain.authenticate(request(Map.of())).toCompletableFuture();
        assertFalse(result.isDone());
        answer.complete(GRANTED);
        assertEquals(GRANTED, result.join());
    }

    @Test
    void aRequestShowsNoSecretsAndTakesNulls() {
        var options = new HashMap<String, Object>();
        options.put("pass", "s3cret");
        options.put("user", null);
        AuthRequest request = request(options);
        assertFalse(request.toString().contains("s3cret"));
        assertEquals(Map.of("pass", "s3cret"), request.options());
    }
}
