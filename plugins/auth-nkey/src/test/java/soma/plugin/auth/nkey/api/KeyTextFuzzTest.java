/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.nkey.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;
import soma.spi.tck.fixture.Seed;

/** The decoder against whatever bytes and characters there are. */
final class KeyTextFuzzTest {
    private static final int ROUNDS = Boolean.getBoolean("soma.fuzz") ? 2_000_000 : 20_000;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String OTHERS = "abz0189=+-/ \n\r\tÄ\u0000€";

    private final Seed seed = Seed.forRun();

    @Test
    void decodesWhatItEncodes() {
        seed.run(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                var bytes = new byte[seed.random().nextInt(80)];
                seed.random().nextBytes(bytes);
                assertArrayEquals(bytes, Base32.decode(Base32.encode(bytes)).orElseThrow());
            }
        });
    }

    @Test
    void everyTextThatDecodesIsTheOnlySpelling() {
        seed.run(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                String text = text(seed.random().nextInt(70), 50);
                Base32.decode(text).ifPresent(bytes -> assertEquals(text, Base32.encode(bytes)));
            }
        });
    }

    @Test
    void takesNoKeyForAnotherOne() {
        seed.run(() -> {
            for (int i = 0; i < ROUNDS / 20; i++) {
                KeyKind kind = seed.oneOf(List.of(KeyKind.values()));
                KeyPair pair = KeyPair.create(kind);
                String touched = touch(pair.publicKey());
                assertFalse(Nkeys.kind(touched).isPresent(), touched);
                String touchedSeed = touch(pair.seed());
                assertTrue(KeyText.readSeed(touchedSeed).isEmpty(), touchedSeed);
            }
        });
    }

    @Test
    void answersForAnyText() {
        seed.run(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                String text =
                        text(seed.random().nextBoolean() ? 56 : seed.random().nextInt(70), 200);
                Optional<KeyKind> kind = Nkeys.kind(text);
                assertFalse(kind.isEmpty() && Nkeys.verify(text, new byte[0], new byte[64]));
                KeyText.readSeed(text);
            }
        });
    }

    @Test
    void opensNothingThatIsRandom() {
        KeyPair pair = KeyPair.create(KeyKind.CURVE);
        seed.run(() -> {
            for (int i = 0; i < ROUNDS / 20; i++) {
                var bytes = new byte[seed.random().nextInt(100)];
                seed.random().nextBytes(bytes);
                for (int at = 0; at < Math.min(4, bytes.length); at++) {
                    bytes[at] = (byte) "xkv1".charAt(at);
                }
                assertTrue(opens(pair, bytes).isEmpty());
            }
        });
    }

    private static Optional<byte[]> opens(KeyPair pair, byte[] bytes) {
        try {
            return Optional.of(pair.open(bytes, pair.publicKey()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Replaces one character, or two neighbours by each other; a checksum of 16 bits finds each of these. */
    private String touch(String text) {
        int at = seed.random().nextInt(text.length() - 1);
        char old = text.charAt(at);
        char other = text.charAt(at + 1);
        if (old != other && seed.random().nextBoolean()) {
            return text.substring(0, at) + other + old + text.substring(at + 2);
        }
        char replacement = seed.random().nextInt(4) == 0 ? oneOf(OTHERS) : oneOf(ALPHABET);
        return replacement == old ? touch(text) : text.substring(0, at) + replacement + text.substring(at + 1);
    }

    private String text(int length, int oneForeignIn) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(seed.random().nextInt(oneForeignIn) == 0 ? oneOf(OTHERS) : oneOf(ALPHABET));
        }
        return text.toString();
    }

    private char oneOf(String characters) {
        return characters.charAt(seed.random().nextInt(characters.length()));
    }
}
