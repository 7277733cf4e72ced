/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import soma.plugin.auth.nkey.api.Base32;
import soma.plugin.auth.nkey.api.KeyPair;
import soma.plugin.auth.nkey.api.Nkeys;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;
import soma.spi.annotation.Api;

/**
 * A JWT whose signature was verified with the key of its issuer: whether that issuer is to be trusted is for the caller to say.
 * Immutable and safe for any thread.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public final class Jwt {
    /** The longest JWT in characters. */
    public static final int MAX_LENGTH = 1024 * 1024;

    /** The version in which JWTs are written, and the highest one that can be read. */
    public static final int VERSION = 2;

    private static final String ALGORITHM_1 = "ed25519";
    private static final String ALGORITHM_2 = "ed25519-nkey";
    private static final String HEADER_1 = "{\"typ\":\"jwt\",\"alg\":\"" + ALGORITHM_1 + "\"}";
    private static final String HEADER_2 = "{\"typ\":\"JWT\",\"alg\":\"" + ALGORITHM_2 + "\"}";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final String text;
    private final JwtClaims claims;

    private Jwt(String text, JwtClaims claims) {
        this.text = text;
        this.claims = claims;
    }

    /**
     * Reads a JWT and verifies that its issuer signed it and may sign JWTs of its sort.
     *
     * @throws JwtException if it is none
     */
    public static Jwt decode(String token) {
        if (token.length() > MAX_LENGTH) {
            throw new JwtException(
                    "token size " + token.length() + " exceeds maximum of " + MAX_LENGTH + " bytes: token too large");
        }
        List<String> chunks = List.of(token.split("\\.", -1));
        if (chunks.size() != 3) {
            throw new JwtException("expected 3 chunks");
        }
        String algorithm = algorithm(JsonFields.parse(bytes(chunks.get(0))));
        JwtClaims claims = ClaimsCodec.read(JsonFields.parse(bytes(chunks.get(1))));
        // what was signed is what was received: nothing is written anew before it is verified
        boolean payloadOnly =
                claims.body() instanceof GenericClaims ? algorithm.equals(ALGORITHM_1) : claims.version() < VERSION;
        String signed = payloadOnly ? chunks.get(1) : chunks.get(0) + "." + chunks.get(1);
        byte[] signature = bytes(chunks.get(2));
        if (!Nkeys.verify(claims.issuer(), signed.getBytes(StandardCharsets.US_ASCII), signature)) {
            throw new JwtException("claim failed V" + (payloadOnly ? 1 : 2) + " signature verification");
        }
        checkIssuer(claims);
        return new Jwt(token, claims);
    }

    /**
     * Reads a JWT of one sort.
     *
     * @throws JwtException if it is none
     */
    public static Jwt decode(String token, Class<? extends ClaimBody> sort) {
        Jwt jwt = decode(token);
        jwt.body(sort);
        return jwt;
    }

    /**
     * Signs claims. Issuer, time and id are filled in.
     *
     * @throws JwtException if that key may not sign JWTs of that sort
     */
    public static Jwt sign(JwtClaims claims, KeyPair issuer, Instant now) {
        JwtClaims bare = claims.issued(issuer.publicKey(), now.getEpochSecond(), "");
        checkIssuer(bare);
        JwtClaims full = bare.issued(bare.issuer(), bare.issuedAt(), id(bare));
        String header = encode((full.version() < VERSION ? HEADER_1 : HEADER_2).getBytes(StandardCharsets.US_ASCII));
        String payload = encode(JsonFields.write(ClaimsCodec.write(full)));
        String signed = full.version() < VERSION ? payload : header + "." + payload;
        byte[] signature = issuer.sign(signed.getBytes(StandardCharsets.US_ASCII));
        return new Jwt(header + "." + payload + "." + encode(signature), full);
    }

    private static String algorithm(JsonFields header) {
        if (!header.text("typ").toUpperCase(Locale.ROOT).equals("JWT")) {
            throw new JwtException("not supported type");
        }
        String algorithm = header.text("alg").toLowerCase(Locale.ROOT);
        if (!algorithm.equals(ALGORITHM_1) && !algorithm.equals(ALGORITHM_2)) {
            throw new JwtException("unexpected algorithm");
        }
        return algorithm;
    }

    private static void checkIssuer(JwtClaims claims) {
        List<KeyKind> kinds = switch (claims.body()) {
            case OperatorClaims o -> List.of(KeyKind.OPERATOR);
            case AccountClaims a -> List.of(KeyKind.ACCOUNT, KeyKind.OPERATOR);
            case UserClaims u -> List.of(KeyKind.ACCOUNT);
            case ActivationClaims a -> List.of(KeyKind.ACCOUNT, KeyKind.OPERATOR);
            case AuthorizationRequest r -> List.of(KeyKind.SERVER);
            case AuthorizationResponse r -> List.of(KeyKind.ACCOUNT);
            case GenericClaims g -> List.of();
        };
        if (!kinds.isEmpty() && kinds.stream().noneMatch(kind -> Nkeys.isPublic(kind, claims.issuer()))) {
            throw new JwtException("unable to validate expected prefixes - " + kinds);
        }
    }

    private static byte[] bytes(String chunk) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(chunk);
        } catch (IllegalArgumentException e) {
            throw new JwtException("illegal base64 data", e);
        }
        // padding, and bits that mean nothing, would give one JWT several texts
        if (!encode(bytes).equals(chunk)) {
            throw new JwtException("illegal base64 data");
        }
        return bytes;
    }

    private static String encode(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    private static String id(JwtClaims bare) {
        JsonObject standard = new JsonObject();
        ClaimsCodec.writeStandard(bare, standard);
        try {
            return Base32.encode(MessageDigest.getInstance("SHA-512/256").digest(JsonFields.write(standard.fields())));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-512/256", e);
        }
    }

    /** Returns the JWT itself: a secret if it is a bearer's. */
    public String text() {
        return text;
    }

    /** Returns its claims. */
    public JwtClaims claims() {
        return claims;
    }

    /**
     * Returns the part of the claims that JWTs of one sort have.
     *
     * @throws JwtException if it is of another sort
     */
    public <T extends ClaimBody> T body(Class<T> sort) {
        if (!sort.isInstance(claims.body())) {
            throw new JwtException(
                    "not " + sort.getSimpleName() + " but " + claims.body().type());
        }
        return sort.cast(claims.body());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Jwt jwt && jwt.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Returns what may be logged. */
    @Override
    public String toString() {
        return claims.body().type() + " JWT of " + claims.subject();
    }
}
