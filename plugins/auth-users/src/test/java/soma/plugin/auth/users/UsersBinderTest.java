/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import soma.spi.tck.fixture.RecordedProblems;

class UsersBinderTest {
    private static final Map<String, Object> A = Map.of("user", "a", "word", "w");
    private static final Map<String, Object> B = Map.of("user", "b", "word", "w");

    private final RecordedProblems problems = new RecordedProblems();

    private UsersConfig bind(Map<String, ?> configuration) {
        return TestScope.bind(configuration, problems);
    }

    private UsersConfig authorization(Map<String, ?> block) {
        return bind(Map.of("authorization", block));
    }

    private void assertError(String text) {
        List<String> errors = problems.errors().stream()
                .map(RecordedProblems.Problem::message)
                .toList();
        assertTrue(errors.size() == 1 && errors.getFirst().startsWith(text), errors.toString());
    }

    @Test
    void usersOfAllBlocksAreRead() {
        UsersConfig config = bind(Map.of(
                "authorization", Map.of("users", List.of(A)), "worlds", Map.of("w", Map.of("users", List.of(B)))));
        assertEquals(
                List.of("a", "b"),
                config.users().stream().map(u -> u.credential().name()).toList());
        assertEquals(List.of("", "w"), config.users().stream().map(User::space).toList());
        assertEquals(List.of(), problems.errors());
    }

    @Test
    void defaultsHoldForThoseWhoSayNothing() {
        Map<String, Object> marked = Map.of("user", "b", "word", "w", "mark", "own");
        UsersConfig config = authorization(Map.of("users", List.of(A, marked), "default_mark", "usual"));
        assertEquals("[Mark[text=usual]]", config.users().getFirst().rules().toString());
        assertEquals("[Mark[text=own]]", config.users().getLast().rules().toString());
    }

    @Test
    void aSingleUserHasTheAttributesOfTheBlock() {
        UsersConfig own = authorization(Map.of("user", "a", "word", "w", "mark", "own", "default_mark", "usual"));
        assertEquals("[Mark[text=own]]", own.users().getFirst().rules().toString());
        UsersConfig usual = authorization(Map.of("user", "a", "word", "w", "default_mark", "usual"));
        assertEquals("[Mark[text=usual]]", usual.users().getFirst().rules().toString());
    }

    @Test
    void aCredentialThatYieldsCountsAlone() {
        assertEquals(
                1,
                authorization(Map.of("users", List.of(Map.of("user", "a"))))
                        .users()
                        .size());
        Map<String, Object> both = Map.of("user", "a", "nkey", "a", "word", "w");
        assertEquals(2, authorization(Map.of("users", List.of(both))).users().size());
        Map<String, Object> wordless = Map.of("user", "a", "nkey", "a");
        assertEquals(
                0, authorization(Map.of("users", List.of(wordless))).users().size());
    }

    @Test
    void aNameIsTakenOnce() {
        bind(Map.of("authorization", Map.of("users", List.of(A)), "worlds", Map.of("w", Map.of("users", List.of(A)))));
        assertError("Duplicate user \"a\" detected");
    }

    @Test
    void aKeyIsTakenOnce() {
        Map<String, Object> key = Map.of("nkey", "k", "word", "w");
        authorization(Map.of("users", List.of(key, key)));
        assertError("Duplicate nkey \"k\" detected");
    }

    @Test
    void theSameNameUnderTwoKindsIsNoDuplicate() {
        authorization(Map.of("users", List.of(A, Map.of("nkey", "a", "word", "w"))));
        assertEquals(List.of(), problems.errors());
    }

    @Test
    void aUserNeedsAName() {
        authorization(Map.of("users", List.of(Map.of("word", "w"))));
        assertError("User entry requires a user");
    }

    @Test
    void usersAreAList() {
        authorization(Map.of("users", Map.of("user", "x")));
        assertError("Expected users field to be an array");
    }

    @Test
    void aUserIsABlock() {
        authorization(Map.of("users", List.of("x")));
        assertError("Expected user entry to be a map/struct");
    }

    @Test
    void oneUserAndSeveralDoNotGoTogether() {
        authorization(Map.of("user", "a", "word", "w", "users", List.of(B)));
        assertError("Can not have a single user/pass and a users array");
    }

    @Test
    void oneUserAndAccountsDoNotGoTogether() {
        bind(Map.of("authorization", A, "worlds", Map.of("w", Map.of("users", List.of(B)))));
        assertError("Can not have a single user/pass and accounts");
    }

    @Test
    void unknownKeysOfUsersAndOfTheBlockAreReported() {
        authorization(Map.of("users", List.of(Map.of("user", "a", "foo", 1L)), "bar", 2L));
        assertEquals(2, problems.errors().size());
        assertTrue(problems.errors().toString().contains("unknown field \"foo\""));
        assertTrue(problems.errors().toString().contains("unknown field \"bar\""));
    }

    @Test
    void noAuthUserNeedsUsers() {
        bind(Map.of("no_auth_user", "x"));
        assertError("no_auth_user: \"x\" present, but users/nkeys are not defined");
    }

    @Test
    void noAuthUserIsNotTheSingleUser() {
        bind(Map.of("no_auth_user", "a", "authorization", A));
        assertError("no_auth_user: \"a\" present, but users/nkeys are not defined");
    }

    @Test
    void noAuthUserIsOneOfTheUsers() {
        bind(Map.of("no_auth_user", "x", "authorization", Map.of("users", List.of(A))));
        assertError("no_auth_user: \"x\" not present as user or nkey in authorization block or account configuration");
    }

    @Test
    void noAuthUserMayBeAKeyOrInAnAccount() {
        Map<String, Object> key = Map.of("nkey", "k", "word", "w");
        UsersConfig config = bind(Map.of("no_auth_user", "k", "worlds", Map.of("w", Map.of("users", List.of(key)))));
        assertEquals(
                "w",
                assertInstanceOf(UsersConfig.Taken.class, config.anonymous())
                        .user()
                        .space());
    }

    @Test
    void anEmptyNoAuthUserIsNone() {
        assertInstanceOf(
                UsersConfig.Nobody.class, bind(Map.of("no_auth_user", "")).anonymous());
        assertEquals(List.of(), problems.errors());
    }

    @Test
    void anyAuthorizationBlockKeepsStrangersOut() {
        Map<String, Object> worlds = Map.of("open", Map.of("users", List.of(A)));
        assertInstanceOf(UsersConfig.LetIn.class, bind(Map.of("worlds", worlds)).anonymous());
        Map<String, Object> timeout = Map.of("timeout", 1L);
        assertInstanceOf(
                UsersConfig.Nobody.class,
                bind(Map.of("worlds", worlds, "authorization", timeout)).anonymous());
        assertInstanceOf(
                UsersConfig.Nobody.class,
                bind(Map.of("worlds", worlds, "authorization", Map.of())).anonymous());
    }

    @Test
    void timeoutsAreNumbersOrDurations() {
        assertEquals(
                Optional.of(Duration.ofSeconds(3)),
                authorization(Map.of("timeout", 3L)).timeout());
        assertEquals(
                Optional.of(Duration.ofMillis(500)),
                authorization(Map.of("timeout", 0.5)).timeout());
        assertEquals(
                Optional.of(Duration.ofMillis(250)),
                authorization(Map.of("timeout", "250ms")).timeout());
        assertEquals(Optional.empty(), authorization(Map.of("timeout", 0L)).timeout());
        assertEquals(List.of(), problems.errors());
        assertEquals(List.of(), problems.warnings());
    }

    @Test
    void aLongTimeoutIsProbablyASlip() {
        assertEquals(
                Optional.of(Duration.ofMinutes(2)),
                authorization(Map.of("timeout", "2m")).timeout());
        authorization(Map.of("timeout", 61L));
        String high = "seconds) is high, consider keeping it under 60 seconds";
        assertTrue(problems.warnings().getFirst().message().contains("timeout of 2m (120.000000 " + high));
        assertTrue(problems.warnings().getLast().message().contains("timeout of 61 (61.000000 " + high));
    }

    @Test
    void whatIsNoTimeoutIsReported() {
        authorization(Map.of("timeout", "x"));
        authorization(Map.of("timeout", true));
        authorization(Map.of("timeout", -1L));
        authorization(Map.of("timeout", Long.MAX_VALUE));
        assertEquals(4, problems.errors().size());
        assertTrue(problems.errors().toString().contains("'timeout' time: invalid duration \"x\""));
        assertTrue(problems.errors().toString().contains("'timeout' wrong type"));
    }

    @Test
    void itsTextNamesNobody() {
        assertEquals(
                "1 users, timeout Optional.empty",
                authorization(Map.of("users", List.of(A))).toString());
    }
}
