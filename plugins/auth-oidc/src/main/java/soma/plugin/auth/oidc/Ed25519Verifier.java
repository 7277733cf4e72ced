/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/** Checks signatures by Ed25519 with the JDK; the JOSE library itself would want another library for it. */
final class Ed25519Verifier extends BaseJWSProvider implements JWSVerifier {
    private static final String ALGORITHM = "Ed25519";
    private static final int KEY_BYTES = 32;

    /** What comes before the bytes of a key to make it one of X.509. */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final PublicKey key;

    /**
     * Makes a verifier.
     *
     * @throws JOSEException if it is no key of Ed25519
     */
    Ed25519Verifier(OctetKeyPair jwk) throws JOSEException {
        super(Set.of(JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519));
        byte[] bytes = jwk.getDecodedX();
        if (!Curve.Ed25519.equals(jwk.getCurve()) || bytes.length != KEY_BYTES) {
            throw new JOSEException("no key of " + ALGORITHM);
        }
        byte[] encoded = Arrays.copyOf(PREFIX, PREFIX.length + KEY_BYTES);
        System.arraycopy(bytes, 0, encoded, PREFIX.length, KEY_BYTES);
        try {
            key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new JOSEException("no key of " + ALGORITHM, e);
        }
    }

    @Override
    public boolean verify(JWSHeader header, byte[] signed, Base64URL signature) throws JOSEException {
        boolean critical = header.getCriticalParams() != null
                && !header.getCriticalParams().isEmpty();
        if (critical || !supportedJWSAlgorithms().contains(header.getAlgorithm())) {
            return false; // nobody here understands what must be understood
        }
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(signed);
            return check.verify(signature.decode());
        } catch (InvalidKeyException | SignatureException e) {
            return false; // a key that is no point of the curve, or a signature of another length
        } catch (GeneralSecurityException e) {
            throw new JOSEException("this Java has no " + ALGORITHM, e);
        }
    }
}
