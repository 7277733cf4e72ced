/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.lane;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import soma.kernel.random.SystemRandom;
import soma.spi.annotation.HotPath;

/**
 * Bytes taken eight at a time, first byte lowest. Reads may run up to seven bytes past the end: all memory that messages
 * are read into has that much slack.
 */
@HotPath
public final class Words {
    /** A word at any address, first byte lowest on every machine. */
    public static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Four bytes at any address, first byte lowest on every machine. */
    public static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Two bytes at any address, first byte lowest on every machine. */
    public static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** One byte. */
    public static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

    /** A carriage return and a line feed, as {@link #SHORT} reads them. */
    public static final short LINE_END = '\r' | '\n' << 8;

    /** Differs from run to run, so that nobody can make subjects collide on purpose. */
    private static final long SEED = new SystemRandom().nextLong();

    private static final long PRIME = 0xff51afd7ed558ccdL;

    private Words() {}

    /** Returns the start of a hash, to be fed word by word to {@link #mix} and finished with {@link #finish}. */
    public static long seed() {
        return SEED;
    }

    /** Feeds a word to a hash. */
    public static long mix(long hash, long word) {
        long mixed = (hash ^ word) * PRIME;
        return mixed ^ mixed >>> 29;
    }

    /** Finishes a hash. */
    public static long finish(long hash, int length) {
        long mixed = hash ^ length;
        return mixed ^ mixed >>> 32;
    }

    /** Hashes bytes. */
    public static long hash(MemorySegment memory, long from, int length) {
        long hash = SEED;
        long at = from;
        int rest = length;
        for (; rest >= 8; rest -= 8, at += 8) {
            hash = mix(hash, memory.get(LONG, at));
        }
        if (rest > 0) {
            hash = mix(hash, memory.get(LONG, at) & mask(rest));
        }
        return finish(hash, length);
    }

    /** Hashes bytes; the same as for native memory with the same bytes. */
    public static long hash(byte[] bytes) {
        return hash(of(bytes), bytes.length);
    }

    /** Hashes words that {@link #of} made. */
    public static long hash(long[] words, int length) {
        long hash = SEED;
        for (long word : words) {
            hash = mix(hash, word);
        }
        return finish(hash, length);
    }

    /** Returns whether the memory holds the bytes that the words hold. */
    public static boolean equal(long[] words, int length, MemorySegment memory, long from) {
        int whole = length >>> 3;
        for (int i = 0; i < whole; i++) {
            if (words[i] != memory.get(LONG, from + 8L * i)) {
                return false;
            }
        }
        int rest = length & 7;
        return rest == 0 || words[whole] == (memory.get(LONG, from + 8L * whole) & mask(rest));
    }

    /** Returns bytes as words, the last one filled up with zeros. */
    public static long[] of(byte[] bytes) {
        long[] words = new long[(bytes.length + 7) >>> 3];
        for (int i = 0; i < bytes.length; i++) {
            words[i >>> 3] |= (bytes[i] & 0xFFL) << (8 * (i & 7));
        }
        return words;
    }

    /** Writes words; may write up to seven bytes more than they stand for. */
    public static void write(long[] words, MemorySegment memory, long at) {
        for (int i = 0; i < words.length; i++) {
            memory.set(LONG, at + 8L * i, words[i]);
        }
    }

    private static long mask(int bytes) {
        return -1L >>> (64 - 8 * bytes);
    }

    /** Returns bytes in an array of their own. */
    public static byte[] bytes(MemorySegment memory, long at, int length) {
        byte[] bytes = new byte[length];
        MemorySegment.copy(memory, BYTE, at, bytes, 0, length);
        return bytes;
    }

    /** Returns bytes as UTF-8 text. */
    public static String text(MemorySegment memory, long at, int length) {
        return new String(bytes(memory, at, length), StandardCharsets.UTF_8);
    }
}
