/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import soma.kernel.testkit.TestConnection;
import soma.plugin.auth.jwt.api.AccountClaims;
import soma.plugin.auth.jwt.api.AccountClaims.Weighted;
import soma.plugin.auth.jwt.api.Jwt;
import soma.plugin.auth.jwt.api.JwtClaims;
import soma.plugin.auth.jwt.api.OperatorLimits;
import soma.plugin.auth.jwt.api.SigningKey;
import soma.plugin.auth.jwt.api.UserClaims;
import soma.plugin.auth.jwt.api.UserTerms;
import soma.plugin.auth.nkey.api.KeyPair;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;
import soma.plugin.auth.permissions.api.PermissionRules;
import soma.plugin.auth.permissions.api.PermissionRules.Subjects;

/** What happens to those who are connected when their account changes. */
class AccountChangesTest {
    private static final String REVOKED = "-ERR 'User Authentication Revoked'\r\n";

    private final World world = new World().start();

    @AfterEach
    void close() {
        world.close();
    }

    private void update(AccountClaims claims) {
        world.update(world.account, claims);
    }

    private static PermissionRules onlyPublish(String subject) {
        return new PermissionRules(new Subjects(List.of(subject), List.of()), Subjects.ANY, null);
    }

    @Test
    @DisplayName("S04 (CVE-2020-26892): revoked users are closed and stay out until they get a new JWT")
    void s04RevokedUsersAreClosed() {
        KeyPair other = KeyPair.create(KeyKind.USER);
        TestConnection client = world.login().expectIn();
        TestConnection untouched = world.login(World.token(world.account, other, UserClaims.PLAIN), other);
        untouched.expectIn();
        update(AccountClaims.PLAIN.revoking(Map.of(world.user.publicKey(), World.NOW.getEpochSecond())));
        client.expectEnd(REVOKED, "Credentials Revoked");
        untouched.expectIn();
        world.login().expectRefusal();
        JwtClaims later = JwtClaims.of(world.user.publicKey(), UserClaims.PLAIN);
        world.login(World.token(world.account, later, World.NOW.plusSeconds(1)), world.user)
                .expectIn();
    }

    @Test
    @DisplayName("S04 (CVE-2020-26892): a revocation of everybody closes everybody")
    void s04EverybodyIsClosed() {
        TestConnection client = world.login().expectIn();
        update(AccountClaims.PLAIN.revoking(Map.of("*", World.NOW.getEpochSecond())));
        client.expectEnd(REVOKED, "Credentials Revoked");
        update(AccountClaims.PLAIN);
        world.login().expectIn();
    }

    @Test
    void theLatestBeyondTheLimitAreClosed() {
        TestConnection first = world.login().expectIn();
        TestConnection second = world.login().expectIn();
        update(AccountClaims.PLAIN.with(OperatorLimits.UNLIMITED.connecting(1)));
        second.expectEnd(
                "-ERR 'maximum account active connections exceeded'\r\n", "Maximum Account Connections Exceeded");
        first.expectIn();
    }

    @Test
    void bearersAreClosedWhereTheyAreNoLongerAllowed() {
        UserClaims bearer = UserClaims.PLAIN.with(UserTerms.UNLIMITED.bearer());
        TestConnection client =
                world.bear(World.token(world.account, world.user, bearer)).expectIn();
        TestConnection signed = world.login().expectIn();
        update(AccountClaims.PLAIN.with(OperatorLimits.UNLIMITED.withoutBearers()));
        client.expectRefusal();
        signed.expectIn();
    }

    @Test
    void usersOfRemovedAndChangedSigningKeysAreClosed() {
        KeyPair removed = KeyPair.create(KeyKind.ACCOUNT);
        KeyPair changed = KeyPair.create(KeyKind.ACCOUNT);
        TestConnection own = world.login().expectIn();
        SigningKey scope = SigningKey.scoped(changed.publicKey(), "r", UserTerms.UNLIMITED);
        update(AccountClaims.PLAIN.signedBy(SigningKey.of(removed.publicKey()), scope));
        String account = world.account.publicKey();
        TestConnection one = world.login(World.token(removed, world.user, UserClaims.PLAIN.of(account)), world.user);
        TestConnection two =
                world.login(World.token(changed, world.user, new UserClaims(UserTerms.NONE, account)), world.user);
        one.expectIn();
        two.expectIn();
        update(AccountClaims.PLAIN.signedBy(
                SigningKey.scoped(changed.publicKey(), "r", UserTerms.UNLIMITED.limited(7, 7))));
        one.expectEnd("", "Authentication Failure");
        two.expectEnd("", "Authentication Failure");
        own.expectIn();
    }

    @Test
    void defaultPermissionsChangeAtOnce() {
        TestConnection client = world.login().expectIn();
        client.send("PUB a 1\r\nx\r\n").expectIn();
        update(AccountClaims.PLAIN.with(onlyPublish("b")));
        client.send("PUB a 1\r\nx\r\n").expect("-ERR 'Permissions Violation for Publish to \"a\"'\r\n");
        update(AccountClaims.PLAIN);
        client.send("PUB a 1\r\nx\r\n").expectIn();
    }

    @Test
    void mappingsChangeAtOnce() {
        TestConnection client = world.login().expectIn();
        client.send("SUB b 1\r\n");
        update(AccountClaims.PLAIN.mapping(Map.of("a", List.of(new Weighted("b", 100, "")))));
        client.send("PUB a 1\r\nx\r\n").expect("MSG b 1 1\r\nx\r\n");
        update(AccountClaims.PLAIN);
        client.send("PUB a 1\r\nx\r\n").expectIn();
    }

    @Test
    void usersOfExpiredAccountsAreClosed() {
        JwtClaims claims =
                JwtClaims.of(world.account.publicKey(), AccountClaims.PLAIN).until(World.NOW.plusSeconds(2));
        TestConnection client = world.login().expectIn();
        assertTrue(world.update(world.account(claims, World.NOW)).contains("jwt updated"));
        world.advance(Duration.ofSeconds(2));
        client.expectEnd("-ERR 'Account Authentication Expired'\r\n", "Authentication Expired");
    }

    @Test
    void anExpiredAccountIsLookedForAgain() {
        KeyPair brief = KeyPair.create(KeyKind.ACCOUNT);
        JwtClaims claims = JwtClaims.of(brief.publicKey(), AccountClaims.PLAIN).until(World.NOW.plusSeconds(3));
        try (World other = new World().preloaded(brief, world.account(claims, World.NOW))) {
            other.operator(soma.plugin.auth.jwt.api.OperatorClaims.PLAIN
                    .withSystemAccount(other.systemAccount.publicKey())
                    .withSigningKeys(false, world.operator.publicKey()));
            other.start();
            String token = World.token(brief, other.user, UserClaims.PLAIN);
            other.login(token, other.user).expectIn();
            other.advance(Duration.ofSeconds(3));
            other.login(token, other.user).expectRefusal();
            JwtClaims more = claims.until(World.NOW.plusSeconds(60));
            assertTrue(
                    other.update(world.account(more, World.NOW.plusSeconds(1))).contains("jwt updated"));
            other.login(token, other.user).expectIn();
        }
    }

    @Test
    void updatesAreAnswered() {
        TestConnection client = world.login().expectIn();
        String good = world.account(world.account, AccountClaims.PLAIN, World.NOW.plusSeconds(1));
        String answer = world.update(good);
        assertTrue(
                answer.contains("\"data\":{\"account\":\"" + world.account.publicKey()
                        + "\",\"code\":200,\"message\":\"jwt updated\"}"),
                answer);
        assertTrue(answer.startsWith("{\"server\":{\"name\":"), answer);
        KeyPair unknown = KeyPair.create(KeyKind.ACCOUNT);
        assertTrue(world.update(world.account(unknown, AccountClaims.PLAIN, World.NOW))
                .contains("jwt update skipped"));
        client.expectIn();
    }

    @Test
    void updatesMustBeGood() {
        world.login().expectIn();
        TestConnection system = world.loginToSystem();
        String subject = "$SYS.REQ.ACCOUNT." + world.account.publicKey() + ".CLAIMS.UPDATE";
        KeyPair stranger = KeyPair.create(KeyKind.OPERATOR);
        JwtClaims claims = JwtClaims.of(world.account.publicKey(), AccountClaims.PLAIN);
        Map<String, String> bad = Map.of(
                "",
                "jwt update error - request body is empty",
                "rubbish",
                "jwt update resulted in error - expected 3 chunks",
                world.account(world.systemAccount, AccountClaims.PLAIN, World.NOW),
                "jwt update resulted in error - subject does not match jwt content",
                Jwt.sign(claims, stranger, World.NOW).text(),
                "jwt update resulted in error - account validation failed",
                Jwt.sign(claims, world.account, World.NOW).text(),
                "jwt update resulted in error - account validation failed",
                world.account(world.account, AccountClaims.PLAIN.signedBy(SigningKey.of("x")), World.NOW),
                "jwt validation failed - validation errors",
                world.account(claims.until(World.NOW.minusSeconds(1)), World.NOW),
                "jwt update resulted in error - account validation failed");
        bad.forEach((token, error) -> {
            String answer = world.request(system, subject, token);
            assertTrue(answer.contains("\"error\":{") && answer.contains(error), error + ": " + answer);
        });
    }

    @Test
    void theSystemAccountsSubjectsAreOfNoUseElsewhere() {
        TestConnection client = world.login().expectIn();
        String token =
                world.account(world.account, AccountClaims.PLAIN.revoking(Map.of("*", Long.MAX_VALUE)), World.NOW);
        client.send("PUB $SYS.REQ.ACCOUNT." + world.account.publicKey() + ".CLAIMS.UPDATE " + token.length() + "\r\n"
                + token + "\r\n");
        client.expectIn();
        world.login().expectIn();
        assertEquals(List.of(), world.kernel().server().sessions().closed());
    }
}
