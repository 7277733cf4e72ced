/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthResult;
import soma.spi.auth.AuthResult.Granted;
import soma.spi.auth.AuthResult.Refused;
import soma.spi.auth.Authenticator;
import soma.spi.tck.auth.AuthenticatorContract;
import soma.spi.tck.fixture.Await;
import soma.spi.tck.fixture.HeldWorker;
import soma.spi.tck.fixture.PlainAuthRequest;
import soma.spi.tck.fixture.PlainServer;
import soma.spi.tck.fixture.RecordedContributions;
import soma.spi.tck.fixture.RecordedProblems;

class UsersAuthenticatorTest extends AuthenticatorContract {
    private static final List<Map<String, String>> USERS = List.of(
            Map.of("user", "a", "word", "word-of-a", "mark", "m"),
            Map.of("nkey", "k", "word", "word-of-k"),
            Map.of("user", "marked", "word", "w", "mark", "out"));
    private static final Map<String, Object> CONFIGURATION = Map.of("authorization", Map.of("users", USERS));

    private static UsersAuthenticator started(Map<String, ?> configuration, RecordedContributions contributions) {
        var users = new CurrentUsers();
        users.use(TestScope.bind(configuration, new RecordedProblems()));
        var authenticator = new UsersAuthenticator(users);
        contributions.add(Authenticator.POINT, authenticator);
        authenticator.start(new PlainServer(contributions));
        return authenticator;
    }

    private static UsersAuthenticator started(Map<String, ?> configuration) {
        return started(configuration, new RecordedContributions());
    }

    private static PlainAuthRequest request(String... options) {
        return PlainAuthRequest.of(
                switch (options.length) {
                    case 0 -> Map.of();
                    case 2 -> Map.of(options[0], options[1]);
                    default -> Map.of(options[0], options[1], options[2], options[3]);
                });
    }

    private static AuthResult answer(Authenticator authenticator, PlainAuthRequest request) {
        return Await.completion("an answer", authenticator.authenticate(request));
    }

    @Override
    protected Authenticator authenticator() {
        return started(CONFIGURATION);
    }

    @Override
    protected Map<String, PlainAuthRequest> granted() {
        return Map.of(
                "a user",
                request("user", "a", "pass", "word-of-a"),
                "a key",
                request("nkey", "k", "pass", "word-of-k"));
    }

    @Override
    protected Map<String, PlainAuthRequest> refused() {
        return Map.of(
                "wrong word", request("user", "a", "pass", "wrong-word"),
                "no word", request("user", "a"),
                "unknown user", request("user", "b", "pass", "word-of-a"),
                "unknown key", request("nkey", "l", "pass", "word-of-k"),
                "a rule against it", request("user", "marked", "pass", "w"));
    }

    @Override
    protected Map<String, PlainAuthRequest> foreign() {
        return Map.of(
                "nothing", request(), "a token", request("auth_token", "t"), "a password only", request("pass", "w"));
    }

    @Override
    protected void checkAdmission(String example, Admission admission) {
        assertEquals(example.equals("a key") ? "k" : "a", admission.user());
        assertEquals("$G", admission.space().name());
        assertEquals(example.equals("a key") ? List.of() : List.of("m"), admission.tags());
    }

    @Test
    void withoutUsersNobodyIsJudged() {
        UsersAuthenticator authenticator = started(Map.of());
        assertFalse(authenticator.required());
        assertTrue(authenticator.admitsAnonymous());
        assertFalse(authenticator.needsNonce());
        assertEquals(AuthResult.ABSTAINED, answer(authenticator, request("user", "a", "pass", "b")));
        assertEquals(AuthResult.ABSTAINED, answer(authenticator, request()));
    }

    @Test
    void keysComeFirstAndDecide() {
        Refused refused = assertInstanceOf(
                Refused.class,
                answer(
                        authenticator(),
                        PlainAuthRequest.of(Map.of("user", "a", "pass", "word-of-a", "nkey", "unknown"))));
        assertEquals("Nkey \"unknown\"", refused.reason());
    }

    @Test
    void kindsWithoutUsersAreNotAsked() {
        UsersAuthenticator authenticator = started(Map.of("authorization", Map.of("user", "a", "word", "w")));
        assertInstanceOf(
                Granted.class,
                answer(authenticator, PlainAuthRequest.of(Map.of("user", "a", "pass", "w", "nkey", "unknown"))));
        assertFalse(authenticator.needsNonce());
    }

    @Test
    void othersMayKnowAUserButNoKey() {
        var contributions = new RecordedContributions();
        contributions.add(Authenticator.POINT, started(Map.of()));
        UsersAuthenticator authenticator = started(CONFIGURATION, contributions);
        assertEquals(AuthResult.ABSTAINED, answer(authenticator, request("user", "b", "pass", "w")));
        assertInstanceOf(Refused.class, answer(authenticator, request("nkey", "l", "pass", "w")));
        assertInstanceOf(Refused.class, answer(authenticator, request("user", "a", "pass", "w")));
    }

    @Test
    void aStrangerIsRefusedNoSoonerThanAUser() {
        var worker = new HeldWorker();
        var refusal =
                authenticator().authenticate(request("user", "b", "pass", "w").withWorker(worker));
        assertFalse(refusal.toCompletableFuture().isDone());
        worker.release();
        assertInstanceOf(Refused.class, Await.completion("a refusal", refusal));
    }

    @Test
    void aStrangerWaitsForNothingWhereOthersJudge() {
        var contributions = new RecordedContributions();
        contributions.add(Authenticator.POINT, started(Map.of()));
        UsersAuthenticator authenticator = started(CONFIGURATION, contributions);
        PlainAuthRequest stranger = request("user", "b", "pass", "w");
        var worker = new HeldWorker();
        var lonely = authenticator.authenticate(stranger.withWorker(worker));
        assertFalse(lonely.toCompletableFuture().isDone(), "the other one knows nobody, so nobody else takes time");
        worker.release();
        assertEquals(AuthResult.ABSTAINED, Await.completion("an answer", lonely));
        contributions.add(Authenticator.POINT, started(CONFIGURATION));
        var judged = authenticator.authenticate(stranger.withWorker(new HeldWorker()));
        assertEquals(AuthResult.ABSTAINED, Await.completion("an answer", judged));
    }

    @Test
    void aNameCannotBreakOutOfTheLog() {
        Refused refused = assertInstanceOf(Refused.class, answer(authenticator(), request("user", "x\"\n[INF] y")));
        assertEquals("User \"x\\\"\\n[INF] y\"", refused.reason());
    }

    @Test
    void noAuthUserIsForThoseWhoSayNothing() {
        UsersAuthenticator authenticator =
                started(Map.of("authorization", Map.of("users", USERS), "no_auth_user", "a"));
        assertTrue(authenticator.required());
        assertFalse(authenticator.announces());
        assertTrue(authenticator.admitsAnonymous());
        for (PlainAuthRequest silent : List.of(request(), request("jwt", "x"), request("name", "me"))) {
            assertEquals(
                    "a",
                    assertInstanceOf(Granted.class, answer(authenticator, silent))
                            .admission()
                            .user());
        }
        assertInstanceOf(Refused.class, answer(authenticator, request("user", "a", "pass", "wrong")));
        assertInstanceOf(Refused.class, answer(authenticator, request("nkey", "l")));
        assertEquals(AuthResult.ABSTAINED, answer(authenticator, request("pass", "x")));
        assertEquals(AuthResult.ABSTAINED, answer(authenticator, request("auth_token", "x")));
    }

    @Test
    void noAuthUserMayBeAKeyButThenConnectIsNeeded() {
        UsersAuthenticator authenticator =
                started(Map.of("authorization", Map.of("users", USERS), "no_auth_user", "k"));
        assertFalse(authenticator.admitsAnonymous());
        assertFalse(authenticator.announces());
        Granted granted = assertInstanceOf(Granted.class, answer(authenticator, request("name", "me")));
        assertEquals("k", granted.admission().user());
        assertEquals("nkey:k", granted.admission().label());
    }

    @Test
    void rulesHoldForNoAuthUserToo() {
        UsersAuthenticator authenticator =
                started(Map.of("authorization", Map.of("users", USERS), "no_auth_user", "marked"));
        Refused refused = assertInstanceOf(Refused.class, answer(authenticator, request()));
        assertEquals("Proxy Required", refused.closeReason());
    }

    @Test
    void strangersAreLetInWhenTheOnlyUsersAreOfAnOpenWorld() {
        UsersAuthenticator authenticator =
                started(Map.of("worlds", Map.of("open", Map.of("users", List.of(USERS.getFirst())))));
        assertTrue(authenticator.required() && authenticator.announces() && authenticator.admitsAnonymous());
        Granted granted = assertInstanceOf(Granted.class, answer(authenticator, request()));
        assertEquals("$G", granted.admission().space().name());
    }

    @Test
    void aSpaceThatNobodyMadeRefuses() {
        UsersAuthenticator authenticator =
                started(Map.of("worlds", Map.of("w", Map.of("users", List.of(USERS.getFirst())))));
        Refused refused =
                assertInstanceOf(Refused.class, answer(authenticator, request("user", "a", "pass", "word-of-a")));
        assertEquals("Missing Account", refused.closeReason());
        assertFalse(authenticator.admitsAnonymous());
    }
}
