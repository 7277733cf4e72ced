/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.oidc;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class Ed25519VerifierTest {
    /** The key of RFC 8037, appendix A.2. */
    private static final OctetKeyPair KEY = key(Curve.Ed25519, "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");

    /** The example of RFC 8037, appendix A.4: it signs "Example of Ed25519 signing". */
    private static final String SIGNED = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
            + "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

    private static OctetKeyPair key(Curve curve, String x) {
        return new OctetKeyPair.Builder(curve, new Base64URL(x)).build();
    }

    private static boolean verifies(OctetKeyPair key, String token) throws JOSEException, ParseException {
        return JWSObject.parse(token).verify(new Ed25519Verifier(key));
    }

    @Test
    void theExampleOfTheStandardIsRight() throws JOSEException, ParseException {
        assertTrue(verifies(KEY, SIGNED));
    }

    @Test
    void anythingElseIsWrong() throws JOSEException, ParseException {
        int end = SIGNED.lastIndexOf('.') + 1;
        assertFalse(verifies(KEY, SIGNED.replace("RXhh", "RXhi")), "another payload");
        assertFalse(verifies(KEY, SIGNED.substring(0, end) + "h" + SIGNED.substring(end)), "a longer signature");
        assertFalse(verifies(KEY, SIGNED.substring(0, SIGNED.length() - 2)), "a shorter signature");
        assertFalse(verifies(key(Curve.Ed25519, "A" + KEY.getX().toString().substring(1)), SIGNED), "another key");
    }

    @Test
    void whatMustBeUnderstoodIsNot() throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.EdDSA)
                .criticalParams(Set.of("exp"))
                .build();
        String signed = SIGNED.substring(0, SIGNED.lastIndexOf('.'));
        var signature = new Base64URL(SIGNED.substring(signed.length() + 1));
        byte[] bytes = signed.getBytes(StandardCharsets.US_ASCII);
        var verifier = new Ed25519Verifier(KEY);
        assertTrue(verifier.verify(new JWSHeader(JWSAlgorithm.EdDSA), bytes, signature));
        assertTrue(verifier.verify(new JWSHeader(JWSAlgorithm.Ed25519), bytes, signature));
        assertFalse(verifier.verify(header, bytes, signature));
        assertFalse(verifier.verify(new JWSHeader(JWSAlgorithm.Ed448), bytes, signature));
    }

    @Test
    void keysOfOtherCurvesAreNone() {
        String x = KEY.getX().toString();
        assertThrows(JOSEException.class, () -> new Ed25519Verifier(key(Curve.X25519, x)));
        assertThrows(JOSEException.class, () -> new Ed25519Verifier(key(Curve.Ed448, x)));
        assertThrows(JOSEException.class, () -> new Ed25519Verifier(key(Curve.Ed25519, x + "AA")));
    }

    @Test
    void payloadIsWhatTheStandardSigns() throws ParseException {
        assertTrue(new Payload("Example of Ed25519 signing")
                .toString()
                .equals(JWSObject.parse(SIGNED).getPayload().toString()));
    }
}
