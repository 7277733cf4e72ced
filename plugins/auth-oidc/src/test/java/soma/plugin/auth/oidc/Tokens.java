/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Tokens for tests, of keys that are made once. */
final class Tokens {
    static final RSAKey RSA = rsa("rsa-1");
    static final RSAKey OTHER_RSA = rsa("rsa-2");
    static final ECKey EC = ec("ec-1");

    private static final KeyPair EDWARDS = edwards();
    static final OctetKeyPair ED25519 = jwk(EDWARDS, "ed-1");

    private final String issuer;
    private final Instant now;

    Tokens(String issuer, Instant now) {
        this.issuer = issuer;
        this.now = now;
    }

    private static RSAKey rsa(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey ec(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair edwards() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OctetKeyPair jwk(KeyPair pair, String id) {
        byte[] encoded = pair.getPublic().getEncoded();
        Base64URL x = Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
        return new OctetKeyPair.Builder(Curve.Ed25519, x).keyID(id).build();
    }

    /** Signs by Ed25519 under one of its two names. */
    static String edwards(JWSAlgorithm algorithm, JWTClaimsSet claims) {
        String signed = header(algorithm, ED25519.getKeyID()).toBase64URL() + "."
                + claims.toPayload().toBase64URL();
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(EDWARDS.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + Base64URL.encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject("alice")
                .audience(List.of("other", "soma"))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))));
    }

    String usual() {
        return with(claims -> claims);
    }

    String with(UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(RSA, change.apply(claims()).build());
    }

    String withClaims(Map<String, Object> more) {
        JWTClaimsSet.Builder claims = claims();
        more.forEach(claims::claim);
        return signed(RSA, claims.build());
    }

    static String signed(RSAKey key, JWTClaimsSet claims) {
        return sign(() -> new RSASSASigner(key), header(JWSAlgorithm.RS256, key.getKeyID()), claims);
    }

    String elliptic() {
        return sign(() -> new ECDSASigner(EC), header(JWSAlgorithm.ES256, EC.getKeyID()), claims().build());
    }

    /** Signs with the public key as if it were a secret: those who take the algorithm from the token fall for it. */
    String confused() {
        return sign(
                () -> new MACSigner(RSA.toRSAPublicKey().getEncoded()),
                header(JWSAlgorithm.HS256, RSA.getKeyID()),
                claims().build());
    }

    String unsigned() {
        return new PlainJWT(claims().build()).serialize();
    }

    String typed(String type) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(RSA.getKeyID())
                .type(new JOSEObjectType(type))
                .build();
        return sign(() -> new RSASSASigner(RSA), header, claims().build());
    }

    private static JWSHeader header(JWSAlgorithm algorithm, String key) {
        return new JWSHeader.Builder(algorithm).keyID(key).build();
    }

    private interface Signing {
        JWSSigner signer() throws JOSEException;
    }

    private static String sign(Signing signing, JWSHeader header, JWTClaimsSet claims) {
        try {
            var token = new SignedJWT(header, claims);
            token.sign(signing.signer());
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
