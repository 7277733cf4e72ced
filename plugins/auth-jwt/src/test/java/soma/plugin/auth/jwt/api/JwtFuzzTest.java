/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import soma.plugin.auth.nkey.api.KeyPair;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;
import soma.spi.tck.fixture.Seed;

/** Well signed nonsense: it is refused, or it is read and can be checked; nothing else is ever thrown. */
class JwtFuzzTest {
    private static final KeyPair ACCOUNT = KeyPair.create(KeyKind.ACCOUNT);
    private static final KeyPair OPERATOR = KeyPair.create(KeyKind.OPERATOR);
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "9223372036854775808",
            "1e400",
            "\"\"",
            "\"x\"",
            "[]",
            "[null]",
            "{}",
            "[{}]",
            "[[]]",
            "{\"a\":null}",
            "[\"a\"]",
            "[1]",
            "{\"kind\":\"user_scope\"}",
            "\"\\u0000\"",
            "[{\"type\":\"stream\"}]",
            "[{\"subject\":null}]",
            "{\"allow\":[null]}",
            "{\"R1\":null}");
    private static final List<String> FIELDS = List.of(
            "imports",
            "exports",
            "limits",
            "signing_keys",
            "revocations",
            "default_permissions",
            "mappings",
            "authorization",
            "trace",
            "cluster_traffic",
            "tags",
            "pub",
            "sub",
            "resp",
            "src",
            "times",
            "times_location",
            "subs",
            "data",
            "payload",
            "bearer_token",
            "allowed_connection_types",
            "issuer_account",
            "subject",
            "kind",
            "jwt",
            "error",
            "server_id",
            "user_nkey",
            "client_info",
            "connect_opts",
            "client_tls",
            "tiered_limits",
            "operator_service_urls",
            "assert_server_version");
    private static final List<String> STANDARD =
            List.of("aud", "exp", "jti", "iat", "name", "nbf", "sub", "type", "tags");
    private static final List<String> TYPES = List.of(
            "user", "account", "operator", "activation", "authorization_request", "authorization_response", "x", "");

    private static void take(String token) {
        try {
            JwtClaims claims = Jwt.decode(token).claims();
            claims.problems();
            claims.warnings();
            ClaimsCodec.write(claims);
        } catch (JwtException e) {
            // refused, which is as good
        }
    }

    @Test
    @DisplayName("S03 (CVE-2020-26521): no claims, however odd, bring anything but a refusal about")
    void s03AnyClaimsAreRefusedOrRead() {
        Seed seed = Seed.forRun();
        seed.run(() -> {
            for (int i = 0; i < 3_000; i++) {
                take(Keys.sign(Keys.HEADER, payload(seed), seed.oneOf(List.of(ACCOUNT, OPERATOR))));
            }
        });
    }

    private static String payload(Seed seed) {
        Random random = seed.random();
        StringBuilder nats = new StringBuilder("{\"type\":\"" + seed.oneOf(TYPES) + "\",\"version\":2");
        for (int i = random.nextInt(4); i >= 0; i--) {
            nats.append(",\"").append(seed.oneOf(FIELDS)).append("\":").append(seed.oneOf(VALUES));
        }
        KeyPair issuer = random.nextBoolean() ? ACCOUNT : OPERATOR;
        StringBuilder all = new StringBuilder("{\"iss\":\"" + issuer.publicKey() + "\"");
        for (int i = random.nextInt(2); i > 0; i--) {
            all.append(",\"").append(seed.oneOf(STANDARD)).append("\":").append(seed.oneOf(VALUES));
        }
        String last =
                random.nextInt(10) == 0 ? seed.oneOf(VALUES) : nats.append('}').toString();
        return all.append(",\"nats\":").append(last).append('}').toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"imports", "exports", "signing_keys"})
    @DisplayName("S03 (CVE-2020-26521): null in a list is refused")
    void s03NullInAListIsRefused(String field) {
        assertThrows(
                JwtException.class,
                () -> Keys.decode(ACCOUNT, "s", "{\"type\":\"account\",\"version\":2,\"" + field + "\":[null]}"));
    }

    @Test
    @DisplayName("S03 (CVE-2020-26521): null for times, networks and permissions is refused")
    void s03NullForAUserIsRefused() {
        for (String field : List.of(
                "\"times\":[null]",
                "\"src\":123",
                "\"src\":[null]",
                "\"pub\":{\"allow\":[null]}",
                "\"sub\":[]",
                "\"allowed_connection_types\":[null]",
                "\"tags\":[null]")) {
            assertThrows(
                    JwtException.class,
                    () -> Keys.decode(ACCOUNT, "s", "{\"type\":\"user\",\"version\":2," + field + "}"),
                    field);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 33, 64})
    @DisplayName("S39: an issuer whose key has another length is refused")
    void s39IssuersOfAnotherLengthAreRefused(int length) {
        byte[] bytes = new byte[length + 3];
        int crc = 0;
        for (int i = 0; i <= length; i++) {
            crc ^= (bytes[i] & 0xff) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ 0x1021;
            }
            crc &= 0xffff;
        }
        bytes[length + 1] = (byte) crc;
        bytes[length + 2] = (byte) (crc >> 8);
        String key = base32(bytes);
        String payload = "{\"iss\":\"" + key + "\",\"sub\":\"" + key + "\",\"nats\":{\"type\":\"user\",\"version\":2}}";
        assertThrows(JwtException.class, () -> Jwt.decode(Keys.sign(Keys.HEADER, payload, ACCOUNT)));
    }

    private static String base32(byte[] bytes) {
        StringBuilder bits = new StringBuilder();
        for (byte b : bytes) {
            bits.append(Integer.toBinaryString(b & 0xff | 0x100).substring(1));
        }
        while (bits.length() % 5 != 0) {
            bits.append('0');
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bits.length(); i += 5) {
            text.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(Integer.parseInt(bits.substring(i, i + 5), 2)));
        }
        return text.toString();
    }

    @Test
    void anyBytesAreRefused() {
        Seed seed = Seed.forRun();
        seed.run(() -> {
            for (int i = 0; i < 2_000; i++) {
                byte[] bytes = new byte[seed.random().nextInt(60)];
                seed.random().nextBytes(bytes);
                String noise = new String(bytes, StandardCharsets.ISO_8859_1);
                take(noise + "." + noise + "." + noise);
                take(Keys.sign(Keys.HEADER, noise, ACCOUNT));
            }
        });
    }
}
