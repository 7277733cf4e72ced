/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.lane;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import soma.spi.tck.fixture.Seed;

class WordsTest {
    private static final int LONGEST = 40;

    /** Returns native memory with the bytes at an offset and noise everywhere else. */
    private static MemorySegment noisy(Arena arena, byte[] bytes, int offset, Seed seed) {
        byte[] noise = new byte[offset + bytes.length + 8];
        seed.random().nextBytes(noise);
        System.arraycopy(bytes, 0, noise, offset, bytes.length);
        MemorySegment memory = arena.allocate(noise.length);
        MemorySegment.copy(noise, 0, memory, Words.BYTE, 0, noise.length);
        return memory;
    }

    private static byte[] random(int length, Seed seed) {
        byte[] bytes = new byte[length];
        seed.random().nextBytes(bytes);
        return bytes;
    }

    @Test
    void hashesMemoryArraysAndWordsAlikeWhateverLiesBehindThem() {
        Seed seed = Seed.forRun();
        seed.run(() -> {
            try (Arena arena = Arena.ofConfined()) {
                for (int length = 0; length <= LONGEST; length++) {
                    byte[] bytes = random(length, seed);
                    long expected = Words.hash(bytes);
                    assertEquals(expected, Words.hash(Words.of(bytes), length), "words, length " + length);
                    for (int offset = 0; offset < 9; offset++) {
                        MemorySegment memory = noisy(arena, bytes, offset, seed);
                        assertEquals(expected, Words.hash(memory, offset, length), "memory, length " + length);
                    }
                }
            }
        });
    }

    @Test
    void comparesEveryByteAndNoOther() {
        Seed seed = Seed.forRun();
        seed.run(() -> {
            try (Arena arena = Arena.ofConfined()) {
                for (int length = 0; length <= LONGEST; length++) {
                    byte[] bytes = random(length, seed);
                    long[] words = Words.of(bytes);
                    assertTrue(Words.equal(words, length, noisy(arena, bytes, 3, seed), 3), "length " + length);
                    for (int i = 0; i < length; i++) {
                        byte[] other = bytes.clone();
                        other[i] ^= (byte) (1 << seed.random().nextInt(8));
                        assertFalse(
                                Words.equal(words, length, noisy(arena, other, 3, seed), 3),
                                "byte " + i + " of " + length + " differs");
                    }
                }
            }
        });
    }

    @Test
    void writesTheBytesItWasMadeOf() {
        Seed seed = Seed.forRun();
        seed.run(() -> {
            try (Arena arena = Arena.ofConfined()) {
                for (int length = 0; length <= LONGEST; length++) {
                    byte[] bytes = random(length, seed);
                    MemorySegment memory = arena.allocate(LONGEST + 16);
                    Words.write(Words.of(bytes), memory, 5);
                    byte[] read = new byte[length];
                    MemorySegment.copy(memory, Words.BYTE, 5, read, 0, length);
                    assertArrayEquals(bytes, read);
                }
            }
        });
    }

    @Test
    void bytesThatDifferInLengthOnlyHashApart() {
        Set<Long> hashes = new HashSet<>();
        for (int length = 0; length <= LONGEST; length++) {
            hashes.add(Words.hash(new byte[length]));
        }
        assertEquals(LONGEST + 1, hashes.size());
    }

    @Test
    void manySimilarSubjectsHashApart() {
        Set<Long> hashes = new HashSet<>();
        Set<Integer> slots = new HashSet<>();
        for (int i = 0; i < 4096; i++) {
            long hash = Words.hash(("_INBOX.abcdefgh." + i).getBytes(StandardCharsets.US_ASCII));
            hashes.add(hash);
            slots.add((int) hash & 4095);
        }
        assertEquals(4096, hashes.size());
        // thrown at random, 4096 balls hit 63 percent of 4096 slots
        assertTrue(slots.size() > 2300, slots.size() + " of 4096 slots used");
    }
}
