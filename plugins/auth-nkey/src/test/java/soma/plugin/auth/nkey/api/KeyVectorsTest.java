/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.nkey.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;

/** Keys, signatures and sealed messages that other software made. */
final class KeyVectorsTest {
    private static final String USER_SEED = "SUAAAAICAMCAKBQHBAEQUCYMBUHA6EARCIJRIFIWC4MBSGQ3DQOR4H776Y";
    private static final String USER = "UAB2CB576PHBBPQ5ODORRZ2LYCMWPZGWGCN2KDK7DXOIMZASKUY3RLKK";
    private static final String X_SEED = "SXAAAAICAMCAKBQHBAEQUCYMBUHA6EARCIJRIFIWC4MBSGQ3DQOR4H74KM";
    private static final String X = "XCHUBRNNW2HSKYSK4WZBJ2TWPJXMSTMCTU6XWXQ22G5G6PRBHAUF76G7";
    private static final String Y_SEED = "SXACAIJCEMSCKJRHFAUSUKZMFUXC6MBRGIZTINJWG44DSOR3HQ6T4PY4AQ";
    private static final String Y = "XA2YA4WWGZMIBUNO5IZJVX4REE4DQUPNEGRI4O3V5FS5BUWNCZRFI2LE";
    private static final String HEADER = "eyJ0eXAiOiJKV1QiLCJhbGciOiJlZDI1NTE5LW5rZXkifQ";
    private static final String PAYLOAD = "eyJqdGkiOiJZS0g2STRMQTJVUTZXS0RSTUEyVVJWN0NBSVpOUzJNWFk3UEpSVlc0TEpWQVFBVDZY"
            + "RE9BIiwiaWF0IjoxNzAwMDAwMDAwLCJpc3MiOiJBRFZFVTNERDRLT0ZFQ1Y2NlZJSFdFWk9ZWDRaS1IzV1YyN0w0NjRTSUlQT1UyS"
            + "VVJM0pDWlcyMiIsIm5hbWUiOiJhbGljZSIsInN1YiI6IlVBQjJDQjU3NlBIQkJQUTVPRE9SUloyTFlDTVdQWkdXR0NOMktESzdEWE"
            + "9JTVpBU0tVWTNSTEtLIiwibmF0cyI6eyJwdWIiOnsiYWxsb3ciOlsiZm9vLj4iXX0sInN1YiI6e30sInN1YnMiOi0xLCJkYXRhIjo"
            + "tMSwicGF5bG9hZCI6LTEsInR5cGUiOiJ1c2VyIiwidmVyc2lvbiI6Mn19";
    private static final String JWT_SIGNATURE =
            "wvWPZcjOum4_7bBBceQEEW5yp6NtkFbpgmKeUXQiEThG7-q0EpJN6UWbQ7MwM--LoG-ikEfwRCBZzB7jSQYEDg";

    @ParameterizedTest
    @CsvSource({
        "SERVER, SNAAAAICAMCAKBQHBAEQUCYMBUHA6EARCIJRIFIWC4MBSGQ3DQOR4H2D5U,"
                + " NAB2CB576PHBBPQ5ODORRZ2LYCMWPZGWGCN2KDK7DXOIMZASKUY3RSWB",
        "CLUSTER, SCAAAAICAMCAKBQHBAEQUCYMBUHA6EARCIJRIFIWC4MBSGQ3DQOR4HYO7Q,"
                + " CAB2CB576PHBBPQ5ODORRZ2LYCMWPZGWGCN2KDK7DXOIMZASKUY3R53J",
        "OPERATOR, SOAAAAICAMCAKBQHBAEQUCYMBUHA6EARCIJRIFIWC4MBSGQ3DQOR4H2AJA,"
                + " OAB2CB576PHBBPQ5ODORRZ2LYCMWPZGWGCN2KDK7DXOIMZASKUY3QZVT",
        "ACCOUNT, SAAAAAICAMCAKBQHBAEQUCYMBUHA6EARCIJRIFIWC4MBSGQ3DQOR4HYMHI,"
                + " AAB2CB576PHBBPQ5ODORRZ2LYCMWPZGWGCN2KDK7DXOIMZASKUY3QPZV",
        "ACCOUNT, SAAAOBYHA4DQOBYHA4DQOBYHA4DQOBYHA4DQOBYHA4DQOBYHA4DQOB6O4U,"
                + " ADVEU3DD4KOFECV66VIHWEZOYX4ZKR3WV27L464SIIPOU2IUI3JCZW22",
        "USER, " + USER_SEED + ", " + USER,
        "CURVE, " + X_SEED + ", " + X,
        "CURVE, " + Y_SEED + ", " + Y
    })
    void readsAndWritesSeedsAndPublicKeys(KeyKind kind, String seed, String publicKey) {
        KeyPair pair = KeyPair.ofSeed(seed);
        assertEquals(kind, pair.kind());
        assertEquals(publicKey, pair.publicKey());
        assertEquals(seed, pair.seed());
        assertTrue(Nkeys.isPublic(kind, publicKey));
        assertFalse(Nkeys.isPublic(kind, seed));
    }

    @Test
    void sumsTheCheckSequence() {
        byte[] digits = ascii("123456789");
        assertEquals(0x31c3, Crc16.of(digits, digits.length));
    }

    @Test
    void signsAndVerifiesTheNonceAsItIsWritten() {
        byte[] signature = KeyPair.ofSeed(USER_SEED).sign(ascii("abcdefghijklmno"));
        assertEquals(
                "BFqgAdhpmdT7AcI_hxTszAUiqdm5bBqbwMALxRCGOBYMSx9jTHq7RISqFue3wTE53jdrCFSiYMMcaXDUnZp1Bg",
                Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
        assertTrue(Nkeys.verify(USER, ascii("abcdefghijklmno"), signature));
    }

    @Test
    void verifiesTheSignatureOfAToken() {
        String issuer = "ADVEU3DD4KOFECV66VIHWEZOYX4ZKR3WV27L464SIIPOU2IUI3JCZW22";
        byte[] signature = Base64.getUrlDecoder().decode(JWT_SIGNATURE);
        assertTrue(Nkeys.verify(issuer, ascii(HEADER + '.' + PAYLOAD), signature));
        assertFalse(Nkeys.verify(USER, ascii(HEADER + '.' + PAYLOAD), signature));
    }

    @Test
    void sealsAndOpens() {
        var x = (CurveKeyPair) KeyPair.ofSeed(X_SEED);
        byte[] nonce = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f1011121314151617");
        byte[] sealed = x.seal(ascii("hello"), Y, nonce);
        assertEquals(
                "786b7631000102030405060708090a0b0c0d0e0f1011121314151617851ce20a96d18622b2a71e906a978cfe0bb7d35c13",
                HexFormat.of().formatHex(sealed));
        assertEquals("hello", new String(KeyPair.ofSeed(Y_SEED).open(sealed, X), StandardCharsets.US_ASCII));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
