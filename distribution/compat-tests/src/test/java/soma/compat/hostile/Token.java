/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.hostile;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JWTs as NATS has them, which are signed well whatever they say. */
public final class Token {
    static final String HEADER = "{\"typ\":\"JWT\",\"alg\":\"ed25519-nkey\"}";

    /** What an account may have when it may have anything. */
    static final String ACCOUNT_LIMITS = "\"limits\":{\"subs\":-1,\"data\":-1,\"payload\":-1,\"imports\":-1,"
            + "\"exports\":-1,\"wildcards\":true,\"conn\":-1,\"leaf\":-1}";

    private static final String USER_LIMITS = "\"subs\":-1,\"data\":-1,\"payload\":-1";
    private static final AtomicLong IDS = new AtomicLong();

    private Token() {}

    static long now() {
        return Instant.now().getEpochSecond();
    }

    static String operator(NKey operator, NKey system) {
        return claims(
                operator,
                operator.publicKey(),
                "",
                "\"type\":\"operator\",\"system_account\":\"" + system.publicKey() + "\"");
    }

    /** @param members further members of {@code nats}, each after a comma */
    public static String account(NKey operator, NKey account, String members) {
        return claims(operator, account.publicKey(), "", "\"type\":\"account\"," + ACCOUNT_LIMITS + members);
    }

    /** @param more further members of the claims, each before a comma */
    public static String user(NKey account, NKey user, String more) {
        return claims(account, user.publicKey(), more, "\"type\":\"user\"," + USER_LIMITS);
    }

    public static String claims(NKey issuer, String subject, String more, String nats) {
        String issued = more.contains("\"iat\"") ? "" : "\"iat\":" + now() + ",";
        return sign(
                HEADER,
                "{" + more + issued + "\"jti\":\"ID" + IDS.incrementAndGet() + "\",\"name\":\"x\",\"iss\":\""
                        + issuer.publicKey() + "\",\"sub\":\"" + subject + "\",\"nats\":{" + nats + ",\"version\":2}}",
                issuer);
    }

    static String sign(String header, String payload, NKey issuer) {
        String signed =
                chunk(header.getBytes(StandardCharsets.UTF_8)) + "." + chunk(payload.getBytes(StandardCharsets.UTF_8));
        return signed + "." + chunk(issuer.sign(signed));
    }

    static String chunk(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What a token says, unchecked. */
    static String payload(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    }

    /** The first text with this name anywhere in a JSON text. */
    static String member(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\\s*\"([^\"]*)\"").matcher(json);
        if (!matcher.find()) {
            throw new AssertionError("no " + name + " in " + json);
        }
        return matcher.group(1);
    }
}
