/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.nkey.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;

/** New keys, and everything that is not quite a key, a signature or a sealed message. */
final class KeyPairTest {
    private static final byte[] MESSAGE = "a message".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @EnumSource
    void writesAndReadsANewKey(KeyKind kind) {
        KeyPair pair = KeyPair.create(kind);
        KeyPair again = KeyPair.ofSeed(pair.seed());
        assertEquals(kind, again.kind());
        assertEquals(pair.publicKey(), again.publicKey());
        assertEquals(pair.publicKey(), pair.toString());
        assertNotEquals(pair.publicKey(), KeyPair.create(kind).publicKey());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CURVE")
    void verifiesItsOwnSignatureAndNoOther(KeyKind kind) {
        KeyPair pair = KeyPair.create(kind);
        byte[] signature = pair.sign(MESSAGE);
        assertTrue(Nkeys.verify(pair.publicKey(), MESSAGE, signature));
        assertFalse(Nkeys.verify(pair.publicKey(), new byte[0], signature));
        assertFalse(Nkeys.verify(KeyPair.create(kind).publicKey(), MESSAGE, signature));
        for (int length : new int[] {0, 1, 63, 65, 128}) {
            assertFalse(Nkeys.verify(pair.publicKey(), MESSAGE, Arrays.copyOf(signature, length)), "of " + length);
        }
        assertThrows(UnsupportedOperationException.class, () -> pair.seal(MESSAGE, pair.publicKey()));
        assertThrows(UnsupportedOperationException.class, () -> pair.open(MESSAGE, pair.publicKey()));
    }

    @Test
    void refusesASignatureThatIsTheSameToTheCurveOnly() {
        KeyPair pair = KeyPair.create(KeyKind.USER);
        byte[] signature = pair.sign(MESSAGE);
        byte[] order = {
            (byte) 0xed,
            (byte) 0xd3,
            (byte) 0xf5,
            0x5c,
            0x1a,
            0x63,
            0x12,
            0x58,
            (byte) 0xd6,
            (byte) 0x9c,
            (byte) 0xf7,
            (byte) 0xa2,
            (byte) 0xde,
            (byte) 0xf9,
            (byte) 0xde,
            0x14,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0x10
        };
        int carry = 0;
        for (int i = 0; i < order.length; i++) {
            int sum = (signature[32 + i] & 0xff) + (order[i] & 0xff) + carry;
            signature[32 + i] = (byte) sum;
            carry = sum >> 8;
        }
        assertFalse(Nkeys.verify(pair.publicKey(), MESSAGE, signature));
    }

    @Test
    void sealsForOneRecipient() {
        KeyPair sender = KeyPair.create(KeyKind.CURVE);
        KeyPair recipient = KeyPair.create(KeyKind.CURVE);
        byte[] sealed = sender.seal(MESSAGE, recipient.publicKey());
        assertEquals(44 + MESSAGE.length, sealed.length);
        assertArrayEquals(MESSAGE, recipient.open(sealed, sender.publicKey()));
        assertFalse(Arrays.equals(sealed, sender.seal(MESSAGE, recipient.publicKey())));
        KeyPair stranger = KeyPair.create(KeyKind.CURVE);
        assertThrows(IllegalArgumentException.class, () -> stranger.open(sealed, sender.publicKey()));
        assertThrows(IllegalArgumentException.class, () -> recipient.open(sealed, stranger.publicKey()));
        assertThrows(UnsupportedOperationException.class, () -> sender.sign(MESSAGE));
    }

    @Test
    void opensNothingThatWasTouched() {
        KeyPair sender = KeyPair.create(KeyKind.CURVE);
        KeyPair recipient = KeyPair.create(KeyKind.CURVE);
        byte[] sealed = sender.seal(MESSAGE, recipient.publicKey());
        for (int i = 0; i < sealed.length; i++) {
            byte[] touched = sealed.clone();
            touched[i] ^= 1;
            assertThrows(IllegalArgumentException.class, () -> recipient.open(touched, sender.publicKey()), "at " + i);
            byte[] cut = Arrays.copyOf(sealed, i);
            assertThrows(IllegalArgumentException.class, () -> recipient.open(cut, sender.publicKey()), "of " + i);
        }
    }

    @Test
    void sealsNothingForPointsOfSmallOrderOrOtherKinds() {
        KeyPair sender = KeyPair.create(KeyKind.CURVE);
        String zero = KeyText.ofPublic(KeyKind.CURVE, new byte[KeyText.KEY]);
        String user = KeyPair.create(KeyKind.USER).publicKey();
        assertThrows(IllegalArgumentException.class, () -> sender.seal(MESSAGE, zero));
        assertThrows(IllegalArgumentException.class, () -> sender.seal(MESSAGE, user));
        assertThrows(IllegalArgumentException.class, () -> sender.seal(MESSAGE, ""));
    }

    @Test
    void sealsTheEmptyMessageAndALongOne() {
        KeyPair sender = KeyPair.create(KeyKind.CURVE);
        KeyPair recipient = KeyPair.create(KeyKind.CURVE);
        for (int length : new int[] {0, 1, 31, 32, 33, 64, 65, 100_000}) {
            byte[] message = new byte[length];
            Arrays.fill(message, (byte) length);
            byte[] sealed = sender.seal(message, recipient.publicKey());
            assertArrayEquals(message, recipient.open(sealed, sender.publicKey()), "of " + length);
        }
    }

    @Test
    void doesNotVerifyWithACurveKey() {
        String curve = KeyPair.create(KeyKind.CURVE).publicKey();
        assertFalse(Nkeys.verify(curve, MESSAGE, new byte[64]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "S",
                "SUAAAAICAMCAKBQHBAEQUCYMBUHA6EARCIJRIFIWC4MBSGQ3DQOR4H776",
                "SUAAAAICAMCAKBQHBAEQUCYMBUHA6EARCIJRIFIWC4MBSGQ3DQOR4H776Z",
                "SUAAAAICAMCAKBQHBAEQUCYMBUHA6EARCIJRIFIWC4MBSGQ3DQOR4H7762",
                "suaaaaicamcakbqhbaequcymbuha6earcijrifiwc4mbsgq3dqor4h776y",
                "UAB2CB576PHBBPQ5ODORRZ2LYCMWPZGWGCN2KDK7DXOIMZASKUY3RLKK"
            })
    void refusesWhatIsNoSeedWithoutShowingIt(String text) {
        var refused = assertThrows(IllegalArgumentException.class, () -> KeyPair.ofSeed(text));
        assertEquals("not a seed", refused.getMessage());
    }
}
