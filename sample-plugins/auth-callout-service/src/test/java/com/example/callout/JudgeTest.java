/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.callout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nats.client.NKey;
import io.nats.client.support.JsonParser;
import io.nats.client.support.JsonSerializable;
import io.nats.client.support.JsonValue;
import io.nats.client.support.JsonValueUtils;
import io.nats.client.support.JwtUtils;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the service answers, without a server. */
final class JudgeTest {
    private static final String USER = "UAB2CB576PHBBPQ5ODORRZ2LYCMWPZGWGCN2KDK7DXOIMZASKUY3RLKK";

    private final NKey server = NKey.createServer(null);
    private final NKey issuer = NKey.createAccount(null);
    private final Judge judge;

    JudgeTest() throws Exception {
        String hash = PasswordHash.of("secret".toCharArray(), 1_000);
        judge = new Judge(issuer, UserFile.of(List.of("# users", "", "alice APP " + hash)));
    }

    @Test
    void letsInWhoKnowsThePassword() throws Exception {
        JsonValue answer = verified(judge.answer(request("alice", "secret", 10)));
        assertEquals(USER, text(answer, "sub"));
        assertEquals(publicKey(server), text(answer, "aud"));
        JsonValue nats = JsonValueUtils.readValue(answer, "nats");
        assertEquals("authorization_response", text(nats, "type"));
        JsonValue user = verified(text(nats, "jwt"));
        assertEquals(USER, text(user, "sub"));
        assertEquals("APP", text(user, "aud"));
        assertEquals("alice", text(user, "name"));
    }

    @Test
    void refusesEveryoneElse() throws Exception {
        for (String[] login : new String[][] {{"alice", "wrong"}, {"bob", "secret"}, {"", ""}, {"alice", ""}}) {
            JsonValue nats = JsonValueUtils.readValue(verified(judge.answer(request(login[0], login[1], 10))), "nats");
            assertEquals("unknown user or wrong password", text(nats, "error"));
            assertNull(JsonValueUtils.readString(nats, "jwt"));
        }
    }

    @Test
    void answersNoRequestThatAServerHasNotSigned() throws Exception {
        byte[] request = request("alice", "secret", 10);
        byte[] touched = request.clone();
        touched[touched.length / 2]++;
        assertThrows(InvalidRequestException.class, () -> judge.answer(touched));
        assertThrows(InvalidRequestException.class, () -> judge.answer("a.b.c".getBytes(StandardCharsets.US_ASCII)));
        assertThrows(InvalidRequestException.class, () -> judge.answer(new byte[0]));
        assertThrows(InvalidRequestException.class, () -> judge.answer(request("alice", "secret", -10)));
        byte[] byUser = sign(NKey.createUser(null), "alice", "secret", 10);
        assertThrows(InvalidRequestException.class, () -> judge.answer(byUser));
    }

    private byte[] request(String user, String password, int seconds) throws Exception {
        return sign(server, user, password, seconds);
    }

    private static byte[] sign(NKey key, String user, String password, int seconds) throws Exception {
        JsonSerializable nats = () -> "{\"server_id\":{\"name\":\"n\",\"host\":\"h\",\"id\":\"" + publicKey(key)
                + "\"},\"user_nkey\":\"" + USER + "\",\"connect_opts\":"
                + JsonValueUtils.mapBuilder().put("user", user).put("pass", password).toJson()
                + ",\"type\":\"authorization_request\",\"version\":2}";
        long issued = Instant.now().getEpochSecond() + Math.min(0, 2L * seconds);
        String token = JwtUtils.issueJWT(
                key,
                publicKey(NKey.createAccount(null)),
                "",
                Duration.ofSeconds(Math.abs(seconds)),
                issued,
                publicKey(key),
                "nats-authorization-request",
                nats);
        return token.getBytes(StandardCharsets.US_ASCII);
    }

    private JsonValue verified(String token) throws Exception {
        String[] parts = token.split("\\.");
        assertTrue(issuer.verify(
                (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII),
                Base64.getUrlDecoder().decode(parts[2])));
        return JsonParser.parse(Base64.getUrlDecoder().decode(parts[1]));
    }

    private static String text(JsonValue parent, String name) {
        return JsonValueUtils.readString(parent, name, "");
    }

    private static String publicKey(NKey key) {
        try {
            return new String(key.getPublicKey());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
