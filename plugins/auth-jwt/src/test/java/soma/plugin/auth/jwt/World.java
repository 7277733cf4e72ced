/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import soma.kernel.testkit.Plugins;
import soma.kernel.testkit.TestConnection;
import soma.kernel.testkit.TestKernel;
import soma.kernel.testkit.TestKernelBuilder;
import soma.plugin.auth.jwt.api.AccountClaims;
import soma.plugin.auth.jwt.api.Jwt;
import soma.plugin.auth.jwt.api.JwtClaims;
import soma.plugin.auth.jwt.api.OperatorClaims;
import soma.plugin.auth.jwt.api.UserClaims;
import soma.plugin.auth.nkey.api.KeyPair;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;
import soma.spi.plugin.ServerPlugin;

/** An operator with accounts and users, and a kernel that trusts it. */
final class World implements AutoCloseable {
    static final Instant NOW = TestKernel.BEGIN;

    final KeyPair operator = KeyPair.create(KeyKind.OPERATOR);
    final KeyPair systemAccount = KeyPair.create(KeyKind.ACCOUNT);
    final KeyPair account = KeyPair.create(KeyKind.ACCOUNT);
    final KeyPair user = KeyPair.create(KeyKind.USER);
    private final KeyPair systemUser = KeyPair.create(KeyKind.USER);
    private final Map<String, String> preload = new LinkedHashMap<>();
    private final List<String> more = new ArrayList<>();
    private OperatorClaims operatorClaims = OperatorClaims.PLAIN.withSystemAccount(systemAccount.publicKey());
    private String resolver = "MEMORY";
    private TestKernel kernel;
    private TestConnection system;

    World() {
        with(systemAccount, AccountClaims.PLAIN);
        with(account, AccountClaims.PLAIN);
    }

    static List<ServerPlugin> plugins() {
        return Plugins.installed(
                "auth-users", "auth-nkey", "auth-permissions", "subject-mapping", "accounts", "auth-jwt");
    }

    World operator(OperatorClaims claims) {
        operatorClaims = claims;
        return this;
    }

    /** Has an account be known from the start. */
    World with(KeyPair key, AccountClaims claims) {
        preload.put(key.publicKey(), account(key, claims, NOW));
        return this;
    }

    World without(KeyPair key) {
        preload.remove(key.publicKey());
        return this;
    }

    World preloaded(KeyPair key, String token) {
        preload.put(key.publicKey(), token);
        return this;
    }

    World resolver(String value) {
        resolver = value;
        return this;
    }

    World also(String line) {
        more.add(line);
        return this;
    }

    String configuration() {
        StringBuilder text = new StringBuilder();
        text.append("operator: \"")
                .append(Jwt.sign(JwtClaims.of(operator.publicKey(), operatorClaims), operator, NOW)
                        .text())
                .append("\"\n");
        if (!resolver.isEmpty()) {
            text.append("resolver: ").append(resolver).append('\n');
        }
        if (!preload.isEmpty()) {
            text.append("resolver_preload {\n");
            preload.forEach((key, token) ->
                    text.append("  ").append(key).append(": \"").append(token).append("\"\n"));
            text.append("}\n");
        }
        more.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    TestKernelBuilder builder() {
        return TestKernel.with(plugins()).configuration(configuration());
    }

    World start() {
        kernel = builder().start();
        return this;
    }

    TestKernel kernel() {
        return kernel;
    }

    String account(KeyPair key, AccountClaims claims, Instant at) {
        return account(JwtClaims.of(key.publicKey(), claims), at);
    }

    String account(JwtClaims claims, Instant at) {
        return Jwt.sign(claims, operator, at).text();
    }

    /** Returns the JWT of a user that an account's own key issues. */
    static String token(KeyPair issuer, KeyPair who, UserClaims claims) {
        return token(issuer, JwtClaims.of(who.publicKey(), claims), NOW);
    }

    static String token(KeyPair issuer, JwtClaims claims, Instant at) {
        return Jwt.sign(claims, issuer, at).text();
    }

    /** Logs a plain user of the account in. */
    TestConnection login() {
        return login(token(account, user, UserClaims.PLAIN), user);
    }

    /** Logs in with a JWT, and a signature by a key. */
    TestConnection login(String token, KeyPair signer) {
        TestConnection client = kernel.open();
        String nonce = TestConnection.nonceOf(client.takeInfo());
        byte[] signature = signer.sign(nonce.getBytes(StandardCharsets.US_ASCII));
        return client.connect("\"jwt\":\"" + token + "\",\"sig\":\""
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature) + "\"");
    }

    /** Logs in with a JWT only. */
    TestConnection bear(String token) {
        return kernel.connect("\"jwt\":\"" + token + "\"");
    }

    TestConnection loginToSystem() {
        return login(token(systemAccount, systemUser, UserClaims.PLAIN), systemUser)
                .expectIn();
    }

    /** Sends a request and returns the payloads of as many answers. */
    List<String> request(TestConnection client, String subject, String payload, int answers) {
        client.send("SUB answers 9\r\nPUB " + subject + " answers " + payload.getBytes(StandardCharsets.UTF_8).length
                + "\r\n" + payload + "\r\n");
        List<String> got = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        kernel.await("answers of " + subject, () -> {
            text.append(client.take());
            read(text, got);
            return got.size() >= answers;
        });
        client.send("UNSUB 9\r\n");
        return got;
    }

    String request(TestConnection client, String subject, String payload) {
        return request(client, subject, payload, 1).getFirst();
    }

    private static void read(StringBuilder text, List<String> got) {
        for (int end = text.indexOf("\r\n"); end >= 0; end = text.indexOf("\r\n")) {
            String[] line = text.substring(0, end).split(" ", -1);
            int length = Integer.parseInt(line[line.length - 1]);
            if (text.length() < end + 2 + length + 2) {
                return;
            }
            got.add(text.substring(end + 2, end + 2 + length));
            text.delete(0, end + 4 + length);
        }
    }

    /** Sends another JWT of an account to the system account, which must be taken. */
    void update(KeyPair key, AccountClaims claims) {
        String answer = update(account(key, claims, kernel.server().clock().instant()));
        if (!answer.contains("\"code\":200")) {
            throw new AssertionError(answer);
        }
    }

    /** Sends the JWT of an account to the system account. */
    String update(String token) {
        if (system == null) {
            system = loginToSystem();
        }
        String account = Jwt.decode(token).claims().subject();
        return request(system, "$SYS.REQ.ACCOUNT." + account + ".CLAIMS.UPDATE", token);
    }

    void advance(Duration time) {
        kernel.advance(time);
    }

    @Override
    public void close() {
        if (kernel != null) {
            kernel.close();
        }
    }
}
