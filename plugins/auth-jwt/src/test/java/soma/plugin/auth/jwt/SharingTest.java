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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import soma.kernel.testkit.TestConnection;
import soma.plugin.accounts.api.AccountDefinition.Kind;
import soma.plugin.auth.jwt.api.AccountClaims;
import soma.plugin.auth.jwt.api.AccountExport;
import soma.plugin.auth.jwt.api.AccountImport;
import soma.plugin.auth.jwt.api.ActivationClaims;
import soma.plugin.auth.jwt.api.Jwt;
import soma.plugin.auth.jwt.api.JwtClaims;
import soma.plugin.auth.jwt.api.SigningKey;
import soma.plugin.auth.jwt.api.UserClaims;
import soma.plugin.auth.nkey.api.KeyPair;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;

/** What accounts share by virtue of their claims, and what they do not. */
class SharingTest {
    private static final AccountClaims EXPORTER = AccountClaims.PLAIN.exporting(
            AccountExport.of(Kind.STREAM, "open.>"),
            AccountExport.of(Kind.STREAM, "a.>").withToken());

    private final World world = new World();
    private final KeyPair importer = KeyPair.create(KeyKind.ACCOUNT);
    private final KeyPair signing = KeyPair.create(KeyKind.ACCOUNT);

    @AfterEach
    void close() {
        world.close();
    }

    private AccountImport stream(String subject) {
        return AccountImport.of(Kind.STREAM, world.account.publicKey(), subject);
    }

    private String activation(KeyPair issuer, KeyPair to, ActivationClaims claims, Instant until) {
        JwtClaims all = JwtClaims.of(to.publicKey(), claims);
        return Jwt.sign(until.equals(Instant.MAX) ? all : all.until(until), issuer, World.NOW)
                .text();
    }

    private String activation(String subject) {
        return activation(world.account, importer, new ActivationClaims(subject, Kind.STREAM, ""), Instant.MAX);
    }

    /** Returns whether messages of the exporter reach the importer. */
    private boolean arrives(String subject) {
        TestConnection exporting = world.login().expectIn();
        TestConnection importing = world.login(World.token(importer, world.user, UserClaims.PLAIN), world.user);
        importing.expectIn().send("SUB > 1\r\n").expectIn();
        exporting.send("PUB " + subject + " 1\r\nx\r\n").expectIn();
        importing.send("PING\r\n");
        String got = importing.take();
        exporting.close();
        importing.close();
        assertTrue(got.endsWith("PONG\r\n"), got);
        return got.contains("MSG " + subject);
    }

    private void start(AccountClaims exporter, AccountClaims importing) {
        world.with(world.account, exporter).with(importer, importing).start();
    }

    @Test
    void streamsAndServicesAreShared() {
        start(
                AccountClaims.PLAIN.exporting(
                        AccountExport.of(Kind.STREAM, "s.*"), AccountExport.of(Kind.SERVICE, "q")),
                AccountClaims.PLAIN.importing(
                        stream("s.*").as("t.$1"),
                        AccountImport.of(Kind.SERVICE, world.account.publicKey(), "q")
                                .as("mine")));
        TestConnection exporting = world.login().expectIn();
        TestConnection importing = world.login(World.token(importer, world.user, UserClaims.PLAIN), world.user);
        importing.expectIn().send("SUB t.> 1\r\n").expectIn();
        exporting.send("PUB s.a 1\r\nx\r\n").expectIn();
        importing.expect("MSG t.a 1 1\r\nx\r\n");
        exporting.send("SUB q 2\r\n").expectIn();
        importing.send("SUB i 2\r\nPUB mine i 1\r\n?\r\n");
        StringBuilder asked = new StringBuilder();
        world.kernel().await("the request", () -> asked.append(exporting.take()).indexOf("?\r\n") > 0);
        String reply = asked.substring(asked.indexOf("_R_")).split(" ", -1)[0];
        exporting.send("PUB " + reply + " 1\r\n!\r\n").expectIn();
        importing.expect("MSG i 2 1\r\n!\r\n");
    }

    @Test
    void activationsPermitWhatTheySay() {
        start(EXPORTER, AccountClaims.PLAIN.importing(stream("a.x").activatedBy(activation("a.*"))));
        assertTrue(arrives("a.x"));
        assertFalse(arrives("a.y"));
    }

    @Test
    void openExportsNeedNone() {
        start(EXPORTER, AccountClaims.PLAIN.importing(stream("open.x")));
        assertTrue(arrives("open.x"));
    }

    @Test
    @DisplayName("S06 (CVE-2021-3127): an import without activation is inert")
    void s06NoActivation() {
        start(EXPORTER, AccountClaims.PLAIN.importing(stream("a.x")));
        assertFalse(arrives("a.x"));
    }

    @Test
    @DisplayName("S06 (CVE-2021-3127): activations of a signing key count, those of others do not")
    void s06SignedByOthers() {
        ActivationClaims behalf = new ActivationClaims("a.>", Kind.STREAM, world.account.publicKey());
        AccountClaims importing = AccountClaims.PLAIN.importing(
                stream("a.x").activatedBy(activation(signing, importer, behalf, Instant.MAX)));
        start(EXPORTER, importing);
        assertFalse(arrives("a.x"));
        world.update(world.account, EXPORTER.signedBy(SigningKey.of(signing.publicKey())));
        assertTrue(arrives("a.x"));
        world.update(world.account, EXPORTER);
        assertFalse(arrives("a.x"));
    }

    @Test
    @DisplayName(
            "S06 (CVE-2021-3127): activations for others, other subjects and other kinds never get into an account")
    void s06StolenActivationsAreRefused() {
        start(EXPORTER, AccountClaims.PLAIN);
        world.login(World.token(importer, world.user, UserClaims.PLAIN), world.user)
                .expectIn();
        ActivationClaims all = new ActivationClaims("a.>", Kind.STREAM, "");
        List<AccountImport> stolen = List.of(
                stream("a.x").activatedBy(activation(world.account, world.systemAccount, all, Instant.MAX)),
                stream("a.secret").activatedBy(activation("a.x")),
                stream("a.x")
                        .activatedBy(activation(
                                world.account, importer, new ActivationClaims("a.>", Kind.SERVICE, ""), Instant.MAX)),
                stream("a.x").activatedBy(activation(signing, importer, all, Instant.MAX)));
        for (AccountImport one : stolen) {
            String answer = world.update(world.account(importer, AccountClaims.PLAIN.importing(one), World.NOW));
            assertTrue(answer.contains("jwt validation failed"), answer);
        }
        assertFalse(arrives("a.x"));
        assertFalse(arrives("a.secret"));
    }

    @Test
    @DisplayName("S06 (CVE-2021-3127): activations end when they expire")
    void s06ExpiredActivations() {
        ActivationClaims all = new ActivationClaims("a.>", Kind.STREAM, "");
        String brief = activation(world.account, importer, all, World.NOW.plusSeconds(5));
        start(EXPORTER, AccountClaims.PLAIN.importing(stream("a.x").activatedBy(brief)));
        assertTrue(arrives("a.x"));
        world.advance(Duration.ofSeconds(5));
        world.kernel().await("the import ends", () -> !arrives("a.x"));
    }

    @Test
    @DisplayName("S06 (CVE-2021-3127): activations end when they are revoked")
    void s06RevokedActivations() {
        start(EXPORTER, AccountClaims.PLAIN.importing(stream("a.x").activatedBy(activation("a.>"))));
        assertTrue(arrives("a.x"));
        long now = World.NOW.getEpochSecond();
        for (Map<String, Long> revocations : List.of(Map.of(importer.publicKey(), now), Map.of("*", now))) {
            world.update(
                    world.account,
                    AccountClaims.PLAIN.exporting(
                            AccountExport.of(Kind.STREAM, "a.>").withToken().revoking(revocations)));
            assertFalse(arrives("a.x"));
        }
        world.update(
                world.account,
                AccountClaims.PLAIN.exporting(
                        AccountExport.of(Kind.STREAM, "a.>").withToken().revoking(Map.of("*", now - 1))));
        assertTrue(arrives("a.x"));
    }

    @Test
    @DisplayName("S05 (CVE-2020-28466): imports that form a cycle are left out")
    void s05Cycles() {
        AccountClaims one = AccountClaims.PLAIN
                .exporting(AccountExport.of(Kind.SERVICE, "q"))
                .importing(AccountImport.of(Kind.SERVICE, importer.publicKey(), "q"));
        AccountClaims other = AccountClaims.PLAIN
                .exporting(AccountExport.of(Kind.SERVICE, "q"))
                .importing(AccountImport.of(Kind.SERVICE, world.account.publicKey(), "q"));
        start(one, other);
        TestConnection client = world.login().expectIn();
        client.send("SUB i 1\r\nPUB q i 1\r\nx\r\n").expectIn();
        assertEquals(0, world.kernel().server().sessions().closed().size());
    }

    @Test
    void exportersAreFoundWhenTheyAreNeeded() {
        start(EXPORTER, AccountClaims.PLAIN.importing(stream("open.x")));
        TestConnection importing = world.login(World.token(importer, world.user, UserClaims.PLAIN), world.user);
        importing.expectIn().send("SUB open.x 1\r\n").expectIn();
        TestConnection exporting = world.login().expectIn();
        exporting.send("PUB open.x 1\r\nx\r\n").expectIn();
        importing.expect("MSG open.x 1 1\r\nx\r\n");
    }
}
