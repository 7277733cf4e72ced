/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import soma.kernel.testkit.TestConnection;
import soma.plugin.auth.jwt.api.AccountClaims;
import soma.plugin.auth.jwt.api.GenericClaims;
import soma.plugin.auth.jwt.api.Jwt;
import soma.plugin.auth.jwt.api.JwtClaims;
import soma.plugin.auth.jwt.api.OperatorClaims;
import soma.plugin.auth.jwt.api.UserClaims;
import soma.plugin.auth.nkey.api.KeyPair;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;

/** Accounts in a directory, and what the system account can ask of it. */
class FullResolverTest {
    @TempDir
    Path parent;

    private Path directory;

    private final World world = new World();

    @BeforeEach
    void choose() throws IOException {
        directory = Files.createDirectory(parent.resolve("jwts"));
        world.resolver("{ type: full, dir: \"" + directory + "\", allow_delete: true, interval: \"5s\" }");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Set<String> files() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private String push(TestConnection system, KeyPair account, AccountClaims claims) {
        return world.request(system, "$SYS.REQ.CLAIMS.UPDATE", world.account(account, claims, World.NOW));
    }

    private String delete(KeyPair issuer, Object accounts) {
        JwtClaims claims = JwtClaims.of(issuer.publicKey(), new GenericClaims(Map.of("accounts", accounts)));
        return Jwt.sign(claims, issuer, World.NOW).text();
    }

    @Test
    void accountsArriveWhileTheServerRuns() throws IOException {
        world.without(world.account).start();
        world.login().expectRefusal();
        String answer = push(world.loginToSystem(), world.account, AccountClaims.PLAIN);
        assertTrue(answer.contains("\"message\":\"jwt updated\""), answer);
        assertTrue(files().contains(world.account.publicKey() + ".jwt"), files().toString());
        world.login().expectIn();
    }

    @Test
    void aStandInOfTheSystemAccountTakesTheFirstAccounts() throws IOException {
        world.without(world.account).without(world.systemAccount).start();
        TestConnection system = world.loginToSystem();
        assertTrue(push(system, world.systemAccount, AccountClaims.PLAIN).contains("jwt updated"));
        assertTrue(push(system, world.account, AccountClaims.PLAIN).contains("jwt updated"));
        world.login().expectIn();
        system.expectIn();
        assertEquals(2, files().size());
    }

    @Test
    void accountsAreThereAfterARestart() {
        world.start();
        world.kernel().close();
        world.without(world.account).without(world.systemAccount).start();
        world.login().expectIn();
        world.loginToSystem();
    }

    @Test
    void accountsAreListedAndLookedUp() {
        world.start();
        TestConnection system = world.loginToSystem();
        String list = world.request(system, "$SYS.REQ.CLAIMS.LIST", "");
        String one = world.account.publicKey();
        String other = world.systemAccount.publicKey();
        assertTrue(list.contains("\"" + one + "\"") && list.contains("\"" + other + "\""), list);
        String token = world.request(system, "$SYS.REQ.ACCOUNT." + one + ".CLAIMS.LOOKUP", "");
        assertEquals(one, Jwt.decode(token).claims().subject());
        String none = KeyPair.create(KeyKind.ACCOUNT).publicKey();
        assertEquals("", world.request(system, "$SYS.REQ.ACCOUNT." + none + ".CLAIMS.LOOKUP", ""));
    }

    @Test
    void everythingIsPackedUnlessWhoAsksHasTheSame() {
        world.start();
        TestConnection system = world.loginToSystem();
        List<String> pack = world.request(system, "$SYS.REQ.CLAIMS.PACK", "x", 3);
        assertEquals("", pack.getLast());
        for (String line : pack.subList(0, 2)) {
            String[] parts = line.split("\\|", -1);
            assertEquals(parts[0], Jwt.decode(parts[1]).claims().subject());
        }
    }

    @Test
    void packsOfOthersAreMergedIfTheyAreToBeTrusted() throws IOException {
        world.without(world.account).start();
        TestConnection peer = world.loginToSystem();
        peer.send("SUB $SYS.REQ.CLAIMS.PACK 1\r\n").expectIn();
        world.advance(Duration.ofSeconds(5));
        StringBuilder request = new StringBuilder();
        world.kernel()
                .await(
                        "the server asks",
                        () -> request.append(peer.take()).indexOf("MSG ") >= 0
                                && request.indexOf("\r\n", request.indexOf("MSG ")) > 0);
        String inbox = request.substring(request.indexOf("MSG ")).split(" ", -1)[3];
        String good = world.account(world.account, AccountClaims.PLAIN, World.NOW);
        String key = world.account.publicKey();
        String foreign = Jwt.sign(
                        JwtClaims.of(KeyPair.create(KeyKind.ACCOUNT).publicKey(), AccountClaims.PLAIN),
                        KeyPair.create(KeyKind.OPERATOR),
                        World.NOW)
                .text();
        for (String line : List.of(
                "../../x|" + good,
                "A/../..|" + good,
                "..\\|" + good,
                "|" + good,
                "A|" + good,
                Jwt.decode(foreign).claims().subject() + "|" + foreign,
                KeyPair.create(KeyKind.ACCOUNT).publicKey() + "|" + good,
                good,
                key + "|" + good)) {
            peer.send("PUB " + inbox + " " + line.length() + "\r\n" + line + "\r\n");
        }
        world.kernel().await("the good one is kept", () -> Files.exists(directory.resolve(key + ".jwt")));
        assertEquals(2, files().size(), files().toString());
        assertEquals(1, parent.toFile().list().length);
        world.login().expectIn();
    }

    @Test
    @DisplayName("S10 (CVE-2022-28357): only keys of accounts become names of files")
    void s10NothingIsWrittenElsewhere() throws IOException {
        world.start();
        TestConnection system = world.loginToSystem();
        Set<String> before = files();
        String good = world.account(
                world.account,
                AccountClaims.PLAIN.with(soma.plugin.auth.jwt.api.OperatorLimits.UNLIMITED.connecting(5)),
                World.NOW);
        for (String name : List.of("x", "A", "/etc/passwd", "%2e%2e")) {
            String answer = world.request(system, "$SYS.REQ.ACCOUNT." + name + ".CLAIMS.UPDATE", good);
            assertTrue(answer.contains("subject does not match jwt content"), answer);
            assertEquals("", world.request(system, "$SYS.REQ.ACCOUNT." + name + ".CLAIMS.LOOKUP", ""));
        }
        for (Object name : List.of("../../x", "A/../..", "..\\", "", "A", 7, List.of())) {
            String answer = world.request(system, "$SYS.REQ.CLAIMS.DELETE", delete(world.operator, List.of(name)));
            assertTrue(answer.contains("malformed request"), answer);
        }
        for (String subject : List.of(
                "../../x", "A/../..", "..\\", "A", KeyPair.create(KeyKind.USER).publicKey())) {
            String token = Jwt.sign(JwtClaims.of(subject, AccountClaims.PLAIN), world.operator, World.NOW)
                    .text();
            String answer = world.request(system, "$SYS.REQ.CLAIMS.UPDATE", token);
            assertTrue(answer.contains("\"error\":{"), answer);
        }
        assertEquals(before, files());
        assertEquals(1, parent.toFile().list().length);
    }

    @Test
    void theOperatorDeletesAccounts() throws IOException {
        world.start();
        TestConnection client = world.login().expectIn();
        TestConnection system = world.loginToSystem();
        String key = world.account.publicKey();
        KeyPair stranger = KeyPair.create(KeyKind.OPERATOR);
        Map<String, String> bad = Map.of(
                "rubbish",
                "delete accounts request by  failed - expected 3 chunks",
                delete(stranger, List.of(key)),
                "failed - not trusted",
                delete(world.operator, "x"),
                "failed - malformed request",
                Jwt.sign(
                                JwtClaims.of("x", new GenericClaims(Map.of("accounts", List.of(key)))),
                                world.operator,
                                World.NOW)
                        .text(),
                "failed - not self signed",
                delete(world.operator, List.of(world.systemAccount.publicKey())),
                "failed - not allowed to delete system account");
        bad.forEach((token, error) -> {
            String answer = world.request(system, "$SYS.REQ.CLAIMS.DELETE", token);
            assertTrue(answer.contains(error), error + ": " + answer);
        });
        client.expectIn();
        String answer = world.request(system, "$SYS.REQ.CLAIMS.DELETE", delete(world.operator, List.of(key)));
        assertTrue(answer.contains("\"message\":\"deleted 1 accounts\""), answer);
        client.expectEnd("-ERR 'Account Authentication Expired'\r\n", "Authentication Expired");
        world.login().expectRefusal();
        assertTrue(files().contains(key + ".jwt.deleted"), files().toString());
    }

    @Test
    void deletingMustBeAllowed() {
        world.resolver("{ type: full, dir: \"" + directory + "\" }").start();
        String answer = world.request(
                world.loginToSystem(),
                "$SYS.REQ.CLAIMS.DELETE",
                delete(world.operator, List.of(world.account.publicKey())));
        assertTrue(answer.contains("delete must be enabled in server config"), answer);
        world.login().expectIn();
    }

    @Test
    void thereMayBeALimit() {
        world.resolver("{ type: full, dir: \"" + directory + "\", limit: 2 }").start();
        TestConnection system = world.loginToSystem();
        String answer = push(system, KeyPair.create(KeyKind.ACCOUNT), AccountClaims.PLAIN);
        assertTrue(answer.contains("jwt store is full"), answer);
    }

    @Test
    void strictOperatorsMustNotUseTheirOwnKey() {
        KeyPair signing = KeyPair.create(KeyKind.OPERATOR);
        world.operator(OperatorClaims.PLAIN
                        .withSystemAccount(world.systemAccount.publicKey())
                        .withSigningKeys(true, signing.publicKey()))
                .without(world.account)
                .without(world.systemAccount)
                .start();
        TestConnection system = world.loginToSystem();
        String own = push(system, world.account, AccountClaims.PLAIN);
        assertTrue(own.contains("operator requires issuer to be a signing key"), own);
        String token = Jwt.sign(JwtClaims.of(world.account.publicKey(), AccountClaims.PLAIN), signing, World.NOW)
                .text();
        String answer = world.request(system, "$SYS.REQ.CLAIMS.UPDATE", token);
        assertTrue(answer.contains("jwt updated"), answer);
    }

    @Test
    void requestsMayHaveHeaders() {
        world.start();
        TestConnection system = world.loginToSystem();
        String token = world.account(world.account, AccountClaims.PLAIN, World.NOW.plusSeconds(9));
        String headers = "NATS/1.0\r\na: b\r\n\r\n";
        system.send("SUB i 1\r\nHPUB $SYS.REQ.CLAIMS.UPDATE i " + headers.length() + " "
                + (headers.length() + token.length()) + "\r\n" + headers + token + "\r\n");
        StringBuilder got = new StringBuilder();
        world.kernel().await("an answer", () -> got.append(system.take()).indexOf("jwt updated") > 0);
    }

    @Test
    void filesThatAreNoAccountsAreIgnored() throws IOException {
        String other = KeyPair.create(KeyKind.ACCOUNT).publicKey();
        Files.writeString(directory.resolve(other + ".jwt"), "rubbish");
        Files.writeString(directory.resolve("x.jwt"), "rubbish");
        Files.writeString(directory.resolve(other + ".jwt.new"), "half");
        world.start();
        String list = world.request(world.loginToSystem(), "$SYS.REQ.CLAIMS.LIST", "");
        assertFalse(list.contains(other), list);
        assertFalse(files().contains(other + ".jwt.new"), files().toString());
    }

    @Test
    void aCacheAsksOthersAndKeepsWhatItIsTold() throws IOException {
        world.resolver("{ type: cache, dir: \"" + directory + "\", ttl: \"10s\" }")
                .without(world.account)
                .start();
        TestConnection peer = world.loginToSystem();
        world.login().expectRefusal();
        peer.send("SUB $SYS.REQ.ACCOUNT.*.CLAIMS.LOOKUP 1\r\n").expectIn();
        String token = World.token(world.account, world.user, UserClaims.PLAIN);
        TestConnection client = world.login(token, world.user);
        StringBuilder request = new StringBuilder();
        world.kernel().await("the cache asks", () -> request.append(peer.take()).indexOf("\r\n\r\n") > 0);
        String inbox = request.toString().split(" ", -1)[3];
        String account = world.account(world.account, AccountClaims.PLAIN, World.NOW);
        String forged = Jwt.sign(
                        JwtClaims.of(world.account.publicKey(), AccountClaims.PLAIN),
                        KeyPair.create(KeyKind.OPERATOR),
                        World.NOW.plusSeconds(1))
                .text();
        peer.send("PUB " + inbox + " " + forged.length() + "\r\n" + forged + "\r\n");
        client.expectRefusal();
        assertFalse(files().contains(world.account.publicKey() + ".jwt"), files().toString());
        client = world.login(token, world.user);
        StringBuilder again = new StringBuilder();
        world.kernel()
                .await("the cache asks again", () -> again.append(peer.take()).indexOf("\r\n\r\n") > 0);
        inbox = again.toString().split(" ", -1)[3];
        peer.send("PUB " + inbox + " " + account.length() + "\r\n" + account + "\r\n");
        client.expectIn();
        assertTrue(files().contains(world.account.publicKey() + ".jwt"), files().toString());
        String answer = world.request(peer, "$SYS.REQ.CLAIMS.UPDATE", account);
        assertTrue(answer.contains("jwt updated cache"), answer);
        String unknown = world.account(KeyPair.create(KeyKind.ACCOUNT), AccountClaims.PLAIN, World.NOW);
        assertTrue(world.request(peer, "$SYS.REQ.CLAIMS.UPDATE", unknown).contains("jwt update cache skipped"));
        world.advance(Duration.ofSeconds(60));
        world.kernel()
                .await(
                        "the file is removed",
                        () -> !Files.exists(directory.resolve(world.account.publicKey() + ".jwt")));
    }

    @Test
    void anInaccessibleDirectoryKeepsTheServerFromStarting() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThrows(
                RuntimeException.class,
                () -> world.resolver("{ type: full, dir: \"" + file + "/x\" }").start());
    }
}
