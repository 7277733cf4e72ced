/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import soma.kernel.testkit.RecordedLog;
import soma.kernel.testkit.TestConnection;
import soma.plugin.auth.jwt.api.AccountClaims;
import soma.plugin.auth.jwt.api.JwtClaims;
import soma.plugin.auth.jwt.api.OperatorClaims;
import soma.plugin.auth.jwt.api.OperatorLimits;
import soma.plugin.auth.jwt.api.SigningKey;
import soma.plugin.auth.jwt.api.TimeRange;
import soma.plugin.auth.jwt.api.UserClaims;
import soma.plugin.auth.jwt.api.UserTerms;
import soma.plugin.auth.nkey.api.KeyPair;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;
import soma.plugin.auth.permissions.api.PermissionRules;
import soma.plugin.auth.permissions.api.PermissionRules.Subjects;

/** Who gets in with a JWT, into what, and for how long. */
class LoginTest {
    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private static UserTerms rules(String publish, String subscribe) {
        return UserTerms.UNLIMITED.with(new PermissionRules(
                new Subjects(List.of(publish), List.of()), new Subjects(List.of(subscribe), List.of()), null));
    }

    private String token(UserClaims claims) {
        return World.token(world.account, world.user, claims);
    }

    @Test
    void usersGetIntoTheSpaceOfTheirAccount() {
        world.start();
        TestConnection client = world.login().expectIn();
        client.send("SUB a 1\r\nPUB a 2\r\nhi\r\n").expect("MSG a 1 2\r\nhi\r\n");
        world.kernel().server().sessions().forEach(session -> {
            assertEquals(world.account.publicKey(), session.view().space());
            assertEquals(world.user.publicKey(), session.view().admission().user());
            assertEquals(
                    "jwt:" + world.user.publicKey(), session.view().admission().label());
            Map<String, String> details = session.view().admission().details();
            assertEquals(Set.of("issuer_key", "jwt"), details.keySet());
            assertEquals(world.account.publicKey(), details.get("issuer_key"));
            assertTrue(String.valueOf(details.get("jwt")).startsWith("eyJ"));
        });
    }

    @Test
    void nobodyGetsInWithoutJwt() {
        world.start();
        assertTrue(world.kernel().open().takeInfo().contains("\"auth_required\":true"));
        world.kernel().connect("").expectRefusal();
        world.kernel().connect("\"user\":\"a\",\"pass\":\"b\"").expectRefusal();
        world.kernel().connect("\"jwt\":\"eyJ\"").expectRefusal();
        world.kernel().connect("\"nkey\":\"" + world.user.publicKey() + "\"").expectRefusal();
    }

    @Test
    void theNonceMustBeSignedByTheUser() {
        world.start();
        world.bear(token(UserClaims.PLAIN)).expectRefusal();
        world.login(token(UserClaims.PLAIN), KeyPair.create(KeyKind.USER)).expectRefusal();
        world.login(token(UserClaims.PLAIN), world.account).expectRefusal();
        world.kernel()
                .connect("\"jwt\":\"" + token(UserClaims.PLAIN) + "\",\"sig\":\"%%\"")
                .expectRefusal();
    }

    @Test
    void othersSignaturesUnderUsersDoNotCount() {
        world.start();
        KeyPair stranger = KeyPair.create(KeyKind.ACCOUNT);
        world.login(World.token(stranger, world.user, UserClaims.PLAIN), world.user)
                .expectRefusal();
        String claimed = World.token(stranger, world.user, UserClaims.PLAIN.of(world.account.publicKey()));
        world.login(claimed, world.user).expectRefusal();
        String other = World.token(world.systemAccount, world.user, UserClaims.PLAIN.of(world.account.publicKey()));
        world.login(other, world.user).expectRefusal();
    }

    @Test
    void accountsThatNoTrustedOperatorVouchesForAreRefused() {
        KeyPair stranger = KeyPair.create(KeyKind.OPERATOR);
        String token = soma.plugin.auth.jwt.api.Jwt.sign(
                        JwtClaims.of(world.account.publicKey(), AccountClaims.PLAIN), stranger, World.NOW)
                .text();
        world.preloaded(world.account, token).start();
        world.login().expectRefusal();
    }

    @Test
    void accountsAreFoundUnderTheirOwnKeyOnly() {
        KeyPair other = KeyPair.create(KeyKind.ACCOUNT);
        world.preloaded(world.account, world.account(other, AccountClaims.PLAIN, World.NOW))
                .start();
        world.login().expectRefusal();
    }

    @Test
    void usersAreRefusedOutsideTheirTime() {
        world.start();
        JwtClaims claims = JwtClaims.of(world.user.publicKey(), UserClaims.PLAIN);
        Instant past = World.NOW.minusSeconds(1);
        Instant future = World.NOW.plusSeconds(1);
        world.login(World.token(world.account, claims.until(past), past), world.user)
                .expectRefusal();
        world.login(World.token(world.account, claims.from(future), past), world.user)
                .expectRefusal();
        world.login(World.token(world.account, claims.from(past).until(future), past), world.user)
                .expectIn();
    }

    @Test
    void s04UsersWhoseJwtExpiresAreClosed() {
        world.start();
        JwtClaims claims =
                JwtClaims.of(world.user.publicKey(), UserClaims.PLAIN).until(World.NOW.plusSeconds(2));
        String token = World.token(world.account, claims, World.NOW);
        TestConnection client = world.login(token, world.user).expectIn();
        world.advance(Duration.ofMillis(1_999));
        client.expectIn();
        world.advance(Duration.ofMillis(1));
        client.expectEnd("-ERR 'User Authentication Expired'\r\n", "Authentication Expired");
        world.advance(Duration.ofSeconds(1));
        world.login(token, world.user).expectRefusal();
    }

    @Test
    void windowsOfTheDayEnd() {
        world.start();
        UserTerms midnight = UserTerms.UNLIMITED.during("UTC", new TimeRange("23:00:00", "00:00:01"));
        TestConnection client = world.login(token(UserClaims.PLAIN.with(midnight)), world.user);
        client.expectIn();
        world.advance(Duration.ofSeconds(1));
        client.expectEnd("-ERR 'User Authentication Expired'\r\n", "Authentication Expired");
        world.login(token(UserClaims.PLAIN.with(midnight)), world.user).expectRefusal();
    }

    @Test
    void permissionsAndLimitsOfUsersHold() {
        world.start();
        String token = token(UserClaims.PLAIN.with(rules("a.>", "b.>").limited(1, 5)));
        TestConnection client = world.login(token, world.user).expectIn();
        client.send("PUB b.x 1\r\nx\r\n").expect("-ERR 'Permissions Violation for Publish to \"b.x\"'\r\n");
        client.send("SUB a.x 1\r\n").expect("-ERR 'Permissions Violation for Subscription to \"a.x\"'\r\n");
        client.send("SUB b.x 2\r\nPUB a.x 1\r\nx\r\n").expectIn();
        client.send("SUB b.y 3\r\n").expect("-ERR 'maximum subscriptions exceeded'\r\n");
        client.send("PUB a.x 6\r\n")
                .expectEnd("-ERR 'Maximum Payload Violation'\r\n", "Maximum Message Payload Exceeded");
    }

    @Test
    void defaultPermissionsAreForThoseWithoutAnyOfTheirOwn() {
        PermissionRules defaults = new PermissionRules(new Subjects(List.of("d.>"), List.of()), Subjects.ANY, null);
        world.with(world.account, AccountClaims.PLAIN.with(defaults)).start();
        TestConnection plain = world.login().expectIn();
        plain.send("PUB a 1\r\nx\r\n").expect("-ERR 'Permissions Violation for Publish to \"a\"'\r\n");
        plain.send("PUB d.a 1\r\nx\r\n").expectIn();
        TestConnection own = world.login(token(UserClaims.PLAIN.with(rules("a", ">"))), world.user);
        own.send("PUB a 1\r\nx\r\n").expectIn();
        own.send("PUB d.a 1\r\nx\r\n").expect("-ERR 'Permissions Violation for Publish to \"d.a\"'\r\n");
    }

    @Test
    void bearersNeedNoSignatureWhereTheyAreAllowed() {
        KeyPair strict = KeyPair.create(KeyKind.ACCOUNT);
        world.with(strict, AccountClaims.PLAIN.with(OperatorLimits.UNLIMITED.withoutBearers()))
                .start();
        UserClaims bearer = UserClaims.PLAIN.with(UserTerms.UNLIMITED.bearer());
        world.bear(token(bearer)).expectIn();
        world.bear(World.token(strict, world.user, bearer)).expectRefusal();
        world.login(World.token(strict, world.user, UserClaims.PLAIN), world.user)
                .expectIn();
    }

    @Test
    void sourcesAndTypesOfConnectionCount() {
        world.start();
        UserTerms elsewhere = UserTerms.UNLIMITED.comingFrom("10.0.0.0/8");
        world.login(token(UserClaims.PLAIN.with(elsewhere)), world.user).expectRefusal();
        world.login(token(UserClaims.PLAIN.with(UserTerms.UNLIMITED.by("WEBSOCKET"))), world.user)
                .expectRefusal();
        world.login(token(UserClaims.PLAIN.with(UserTerms.UNLIMITED.by("FUTURE"))), world.user)
                .expectRefusal();
        world.login(token(UserClaims.PLAIN.with(UserTerms.UNLIMITED.by("FUTURE", "standard"))), world.user)
                .expectIn();
    }

    @Test
    void usersBehindProxiesNeedOne() {
        world.start();
        world.login(token(UserClaims.PLAIN.with(UserTerms.UNLIMITED.behindProxy())), world.user)
                .expectEnd("-ERR 'Authorization Violation'\r\n", "Proxy Required");
    }

    @Test
    void scopedKeysGiveTheirUsersTheirTerms() {
        KeyPair scoped = KeyPair.create(KeyKind.ACCOUNT);
        KeyPair plain = KeyPair.create(KeyKind.ACCOUNT);
        world.with(
                        world.account,
                        AccountClaims.PLAIN.signedBy(
                                SigningKey.of(plain.publicKey()),
                                SigningKey.scoped(
                                        scoped.publicKey(),
                                        "role",
                                        rules("{{name()}}.>", ">").limited(-1, 4))))
                .start();
        String account = world.account.publicKey();
        JwtClaims claims = JwtClaims.of(world.user.publicKey(), new UserClaims(UserTerms.NONE, account))
                .named("bob");
        TestConnection bob =
                world.login(World.token(scoped, claims, World.NOW), world.user).expectIn();
        bob.send("PUB eve.x 1\r\nx\r\n").expect("-ERR 'Permissions Violation for Publish to \"eve.x\"'\r\n");
        bob.send("PUB bob.x 1\r\nx\r\n").expectIn();
        // terms of its own, where the key gives them
        world.login(World.token(scoped, world.user, UserClaims.PLAIN.of(account)), world.user)
                .expectRefusal();
        // a key that does not say whose it is
        world.login(World.token(scoped, world.user, new UserClaims(UserTerms.NONE, "")), world.user)
                .expectRefusal();
        world.login(World.token(plain, world.user, UserClaims.PLAIN.of(account)), world.user)
                .expectIn();
    }

    @Test
    void strictOperatorsWantSigningKeysOnly() {
        KeyPair signing = KeyPair.create(KeyKind.OPERATOR);
        KeyPair accountKey = KeyPair.create(KeyKind.ACCOUNT);
        OperatorClaims strict = OperatorClaims.PLAIN.withSigningKeys(true, signing.publicKey());
        JwtClaims claims = JwtClaims.of(
                world.account.publicKey(), AccountClaims.PLAIN.signedBy(SigningKey.of(accountKey.publicKey())));
        world.operator(strict)
                .without(world.systemAccount)
                .preloaded(
                        world.account,
                        soma.plugin.auth.jwt.api.Jwt.sign(claims, signing, World.NOW)
                                .text())
                .start();
        world.login().expectRefusal();
        world.login(World.token(accountKey, world.user, UserClaims.PLAIN.of(world.account.publicKey())), world.user)
                .expectIn();
    }

    @Test
    void onlyPinnedAccountsGetIn() {
        KeyPair pinned = KeyPair.create(KeyKind.ACCOUNT);
        world.with(pinned, AccountClaims.PLAIN)
                .also("resolver_pinned_accounts: [" + pinned.publicKey() + "]")
                .start();
        world.login().expectRefusal();
        world.login(World.token(pinned, world.user, UserClaims.PLAIN), world.user)
                .expectIn();
        world.loginToSystem();
        assertEquals(1L, world.kernel().server().report("varz", Map.of()).get("pinned_account_fails"));
    }

    @Test
    void theSentinelIsForThoseWhoSendNone() {
        String sentinel = token(UserClaims.PLAIN.with(rules("s", "s").bearer()));
        world.also("default_sentinel: \"" + sentinel + "\"").start();
        TestConnection nobody = world.kernel().connect("").expectIn();
        nobody.send("PUB a 1\r\nx\r\n").expect("-ERR 'Permissions Violation for Publish to \"a\"'\r\n");
        world.kernel().connect("\"jwt\":\"of another sort\"").expectIn();
        world.login().send("PUB a 1\r\nx\r\n").expectIn();
    }

    @Test
    void revokedUsersStayOut() {
        KeyPair all = KeyPair.create(KeyKind.ACCOUNT);
        world.with(
                        world.account,
                        AccountClaims.PLAIN.revoking(Map.of(world.user.publicKey(), World.NOW.getEpochSecond())))
                .with(all, AccountClaims.PLAIN.revoking(Map.of("*", World.NOW.getEpochSecond())))
                .start();
        world.login().expectRefusal();
        JwtClaims claims = JwtClaims.of(world.user.publicKey(), UserClaims.PLAIN);
        world.login(World.token(world.account, claims, World.NOW.plusSeconds(1)), world.user)
                .expectIn();
        world.login(World.token(all, world.user, UserClaims.PLAIN), world.user).expectRefusal();
        world.login(World.token(all, claims, World.NOW.plusSeconds(1)), world.user)
                .expectIn();
    }

    @Test
    void connectionsBeyondTheLimitAreRefused() {
        world.with(world.account, AccountClaims.PLAIN.with(OperatorLimits.UNLIMITED.connecting(1)))
                .start();
        world.login().expectIn();
        world.login()
                .expectEnd(
                        "-ERR 'maximum account active connections exceeded'\r\n",
                        "Maximum Account Connections Exceeded");
    }

    @Test
    void s08NobodyChangesAccountByAsking() {
        world.start();
        String token = token(UserClaims.PLAIN.with(UserTerms.UNLIMITED.bearer()));
        for (String more : List.of(
                "\"account\":\"" + world.systemAccount.publicKey() + "\"",
                "\"account\":\"$SYS\"",
                "\"new_account\":true")) {
            world.kernel().connect("\"jwt\":\"" + token + "\"," + more).expectRefusal();
        }
    }

    @Test
    void noLogShowsWhatWasSent() {
        RecordedLog.clear();
        world.start();
        String good = token(UserClaims.PLAIN);
        String bearer = token(UserClaims.PLAIN.with(UserTerms.UNLIMITED.bearer()));
        String bad = World.token(KeyPair.create(KeyKind.ACCOUNT), world.user, UserClaims.PLAIN);
        world.login(good, world.user).expectIn();
        world.bear(bearer).expectIn();
        world.bear(bad).expectRefusal();
        world.bear(bearer + "x").expectRefusal();
        assertTrue(RecordedLog.lines().size() > 0);
        for (String secret : List.of(good, bearer, bad, world.user.seed(), world.account.seed())) {
            assertFalse(RecordedLog.contains(secret.substring(secret.length() - 40)));
        }
    }
}
