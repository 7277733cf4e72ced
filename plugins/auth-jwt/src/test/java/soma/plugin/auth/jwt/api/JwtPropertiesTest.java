/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import soma.plugin.auth.nkey.api.KeyPair;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;

/** The decoder against texts that a generator makes worse and worse. It prints the seed of a run that fails. */
class JwtPropertiesTest {
    private static final KeyPair ISSUER = KeyPair.create(KeyKind.ACCOUNT);

    @Property(tries = 2_000)
    void anyTextIsRefused(@ForAll String text) {
        assertThrows(JwtException.class, () -> Jwt.decode(text));
    }

    @Property(tries = 2_000)
    void anyThreePartsAreRefused(@ForAll String header, @ForAll String payload, @ForAll String signature) {
        assertThrows(JwtException.class, () -> Jwt.decode(header + "." + payload + "." + signature));
    }

    @Property(tries = 1_000)
    void anyWellSignedTextIsRefused(@ForAll String payload) {
        assertThrows(JwtException.class, () -> Jwt.decode(Keys.sign(Keys.HEADER, payload, ISSUER)));
    }

    @Property(tries = 1_000)
    void whateverTouchesATokenIsFoundOut(@ForAll @IntRange(max = 10_000) int place, @ForAll char put) {
        String token = Keys.sign(
                Keys.HEADER,
                "{\"iss\":\"" + ISSUER.publicKey() + "\",\"sub\":\"" + ISSUER.publicKey()
                        + "\",\"nats\":{\"type\":\"account\",\"version\":2}}",
                ISSUER);
        int at = place % token.length();
        String touched = token.substring(0, at) + put + token.substring(at + 1);
        if (touched.equals(token)) {
            assertEquals(ISSUER.publicKey(), Jwt.decode(token).claims().issuer());
        } else {
            assertThrows(JwtException.class, () -> Jwt.decode(touched), touched);
        }
    }
}
