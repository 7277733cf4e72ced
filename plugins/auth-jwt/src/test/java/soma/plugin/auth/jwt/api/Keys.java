/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import soma.plugin.auth.nkey.api.KeyPair;

/** Makes tokens that are signed well whatever they say. */
final class Keys {
    static final String HEADER = "{\"typ\":\"JWT\",\"alg\":\"ed25519-nkey\"}";

    private Keys() {}

    static String chunk(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String chunk(String text) {
        return chunk(text.getBytes(StandardCharsets.UTF_8));
    }

    static String sign(String header, String payload, KeyPair issuer) {
        String signed = chunk(header) + "." + chunk(payload);
        return signed + "." + chunk(issuer.sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    static String signOld(String header, String payload, KeyPair issuer) {
        String signed = chunk(payload);
        return chunk(header) + "." + signed + "." + chunk(issuer.sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Returns claims of version 2 with {@code nats} as given. */
    static String claims(KeyPair issuer, String subject, String nats) {
        return "{\"jti\":\"x\",\"iat\":1,\"iss\":\"" + issuer.publicKey() + "\",\"sub\":\"" + subject + "\",\"nats\":"
                + nats + "}";
    }

    static Jwt decode(KeyPair issuer, String subject, String nats) {
        return Jwt.decode(sign(HEADER, claims(issuer, subject, nats), issuer));
    }

    static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
