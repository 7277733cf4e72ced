/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import soma.kernel.testkit.TestConnection;
import soma.plugin.accounts.api.AccountDefinition.Kind;
import soma.plugin.auth.jwt.api.AccountClaims;
import soma.plugin.auth.jwt.api.AccountExport;
import soma.plugin.auth.jwt.api.AccountImport;
import soma.plugin.auth.jwt.api.JwtClaims;
import soma.plugin.auth.jwt.api.OperatorLimits;
import soma.plugin.auth.jwt.api.SigningKey;
import soma.plugin.auth.jwt.api.UserClaims;
import soma.plugin.auth.jwt.api.UserTerms;
import soma.plugin.auth.nkey.api.KeyPair;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;
import soma.plugin.auth.permissions.api.PermissionRules;
import soma.plugin.auth.permissions.api.PermissionRules.Subjects;

/** The same operator, accounts and users, given to nats-server and to this server: both let in and refuse the same. */
class NatsServerIT {
    @TempDir
    private Path directory;

    private final World world = new World();
    private final KeyPair scoped = KeyPair.create(KeyKind.ACCOUNT);
    private final KeyPair plain = KeyPair.create(KeyKind.ACCOUNT);
    private final KeyPair revoked = KeyPair.create(KeyKind.USER);

    @BeforeEach
    void needsNatsServer() {
        assumeTrue(
                !NatsServer.executable().isEmpty(),
                "no nats-server to compare with (expected: -Dnats.server=PATH or -Dsoma.nats-server=PATH)");
        PermissionRules template = new PermissionRules(
                new Subjects(List.of("{{name()}}.>", "{{tag(team)}}"), List.of("x.{{account-name()}}")),
                Subjects.ANY,
                null);
        AccountClaims account = AccountClaims.PLAIN
                .signedBy(
                        SigningKey.of(plain.publicKey()),
                        SigningKey.scoped(scoped.publicKey(), "r", UserTerms.UNLIMITED.with(template)))
                .revoking(Map.of(revoked.publicKey(), World.NOW.getEpochSecond()))
                .exporting(AccountExport.of(Kind.STREAM, "s.>"), AccountExport.of(Kind.SERVICE, "q"))
                .with(OperatorLimits.UNLIMITED.messaging(3, 10));
        JwtClaims claims = JwtClaims.of(world.account.publicKey(), account).named("acme");
        world.preloaded(world.account, world.account(claims, World.NOW));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Map<String, String> tokens() {
        String account = world.account.publicKey();
        UserClaims none = new UserClaims(UserTerms.NONE, account);
        JwtClaims bob = JwtClaims.of(world.user.publicKey(), none).named("bob").tagged("team:a", "team:b");
        JwtClaims past = JwtClaims.of(world.user.publicKey(), UserClaims.PLAIN);
        return Map.of(
                "plain", World.token(world.account, world.user, UserClaims.PLAIN),
                "version 1", World.token(world.account, past.inVersion1(), World.NOW),
                "by a signing key", World.token(plain, world.user, UserClaims.PLAIN.of(account)),
                "scoped", World.token(scoped, bob, World.NOW),
                "scoped with terms", World.token(scoped, world.user, UserClaims.PLAIN.of(account)),
                "by a stranger", World.token(KeyPair.create(KeyKind.ACCOUNT), world.user, UserClaims.PLAIN),
                "expired", World.token(world.account, past.until(World.NOW.minusSeconds(1)), World.NOW),
                "elsewhere",
                        World.token(
                                world.account,
                                world.user,
                                UserClaims.PLAIN.with(UserTerms.UNLIMITED.comingFrom("10.0.0.0/8"))),
                "bearer", World.token(world.account, world.user, UserClaims.PLAIN.with(UserTerms.UNLIMITED.bearer())),
                "other types",
                        World.token(world.account, world.user, UserClaims.PLAIN.with(UserTerms.UNLIMITED.by("MQTT"))));
    }

    @Test
    void bothLetInTheSame() throws IOException {
        world.start();
        String probe =
                "PUB bob.a 1\r\nx\r\nPUB a 1\r\nx\r\nPUB x.acme 1\r\nx\r\nPUB other 1\r\nx\r\nSUB a 1\r\nSUB b 2\r\n"
                        + "SUB c 3\r\nSUB d 4\r\n";
        try (NatsServer peer = new NatsServer(directory, world.configuration())) {
            for (Map.Entry<String, String> example : tokens().entrySet()) {
                String theirs = peer.tell(example.getValue(), world.user, probe);
                TestConnection client = world.login(example.getValue(), world.user);
                client.send(probe + "PING\r\n");
                StringBuilder ours = new StringBuilder();
                world.kernel().await(example.getKey(), () -> {
                    ours.append(client.take());
                    return ours.indexOf("PONG\r\n") >= 0 || client.isClosed();
                });
                ours.append(client.take());
                assertEquals(withoutInfo(theirs), withoutInfo(ours.toString()), example.getKey());
            }
            String token = World.token(world.account, revoked, UserClaims.PLAIN);
            assertTrue(peer.tell(token, revoked, "").contains("-ERR 'Authorization Violation'"));
            world.login(token, revoked).expectRefusal();
        }
    }

    private static String withoutInfo(String text) {
        return text.replaceAll("INFO [^\r]*\r\n", "")
                .replaceAll("MSG [^\r]*\r\n[^\r]*\r\n", "")
                .strip();
    }

    @Test
    void bothAnswerTheSameAboutClaims() throws IOException {
        KeyPair admin = KeyPair.create(KeyKind.USER);
        String token = World.token(world.systemAccount, admin, UserClaims.PLAIN);
        Path theirs = directory.resolve("theirs");
        Path ours = directory.resolve("ours");
        world.resolver("{ type: full, dir: \"" + ours + "\", allow_delete: true }")
                .start();
        String configuration = world.configuration().replace(ours.toString(), theirs.toString());
        AccountClaims importing = AccountClaims.PLAIN.importing(
                AccountImport.of(Kind.STREAM, world.account.publicKey(), "s.a").as("t.a"));
        KeyPair fresh = KeyPair.create(KeyKind.ACCOUNT);
        String good = world.account(fresh, importing, World.NOW);
        String bad =
                world.account(fresh, AccountClaims.PLAIN.exporting(AccountExport.of(Kind.STREAM, "a..b")), World.NOW);
        try (NatsServer peer = new NatsServer(directory, configuration)) {
            TestConnection client = world.login(token, admin).expectIn();
            for (List<String> request : List.of(
                    List.of("$SYS.REQ.CLAIMS.UPDATE", good),
                    List.of("$SYS.REQ.ACCOUNT." + fresh.publicKey() + ".CLAIMS.UPDATE", good),
                    List.of("$SYS.ACCOUNT." + fresh.publicKey() + ".CLAIMS.UPDATE", good),
                    List.of("$SYS.REQ.ACCOUNT." + world.account.publicKey() + ".CLAIMS.UPDATE", good),
                    List.of("$SYS.REQ.CLAIMS.UPDATE", bad),
                    List.of("$SYS.REQ.CLAIMS.UPDATE", "rubbish"),
                    List.of("$SYS.REQ.CLAIMS.DELETE", "rubbish"))) {
                String their = peer.request(token, admin, request.getFirst(), request.getLast());
                String our = world.request(client, request.getFirst(), request.getLast());
                assertEquals(answer(their), answer(our), request.getFirst());
            }
        }
    }

    // what is told of the server, and how many errors of a kind there are, differs
    private static String answer(String json) {
        String rest = json.substring(Math.max(json.indexOf("},\"data\""), json.indexOf("},\"error\"")));
        return rest.replaceAll("validation errors: .*", "validation errors");
    }
}
