/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.nkey.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The decoder of keys against texts from a generator. It prints the seed of a run that fails. */
class KeyTextPropertiesTest {
    @Property(tries = 5_000)
    void textsAreNoKeysAndNoSeeds(@ForAll String text) {
        assertFalse(Nkeys.kind(text).isPresent());
        assertFalse(KeyText.readSeed(text).isPresent());
    }

    @Property(tries = 5_000)
    void bytesComeBack(@ForAll byte[] bytes) {
        assertArrayEquals(bytes, Base32.decode(Base32.encode(bytes)).orElseThrow());
    }

    @Property(tries = 5_000)
    void aTextThatDecodesIsTheOnlySpelling(@ForAll String text) {
        Base32.decode(text).ifPresent(bytes -> assertEquals(text, Base32.encode(bytes)));
    }
}
