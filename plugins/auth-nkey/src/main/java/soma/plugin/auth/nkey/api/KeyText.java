/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.nkey.api;

import java.util.Arrays;
import java.util.Optional;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;

/**
 * The text of keys: a prefix byte that says what a key is for, the 32 bytes of the key, and a checksum with the low byte
 * first, in base 32. A seed has two prefix bytes: one that says that it is secret, one for the kind.
 */
final class KeyText {
    /** How many bytes a key has, public or private. */
    static final int KEY = 32;

    private static final int SUM = 2;
    private static final int PUBLIC_CHARACTERS = 56;
    private static final int SEED_CHARACTERS = 58;
    private static final int SEED_PREFIX = 18 << 3;

    private KeyText() {}

    /** A key that was read: what it is for, and its bytes. */
    @SuppressWarnings("ArrayRecordComponent") // private to this package, never compared nor changed
    record Key(KeyKind kind, byte[] bytes) {}

    static String ofPublic(KeyKind kind, byte[] key) {
        var raw = new byte[1 + KEY + SUM];
        raw[0] = (byte) kind.prefix();
        System.arraycopy(key, 0, raw, 1, KEY);
        return summed(raw);
    }

    static String ofSeed(KeyKind kind, byte[] seed) {
        var raw = new byte[2 + KEY + SUM];
        raw[0] = (byte) (SEED_PREFIX | kind.prefix() >> 5);
        raw[1] = (byte) ((kind.prefix() & 31) << 3);
        System.arraycopy(seed, 0, raw, 2, KEY);
        return summed(raw);
    }

    static Optional<Key> readPublic(String text) {
        return unsummed(text, PUBLIC_CHARACTERS).flatMap(raw -> key(raw[0] & 0xff, raw, 1));
    }

    static Optional<Key> readSeed(String text) {
        return unsummed(text, SEED_CHARACTERS).flatMap(raw -> {
            boolean seed = (raw[0] & 0xf8) == SEED_PREFIX && (raw[1] & 7) == 0;
            return seed ? key((raw[0] & 7) << 5 | (raw[1] & 0xff) >> 3, raw, 2) : Optional.empty();
        });
    }

    private static Optional<Key> key(int prefix, byte[] raw, int from) {
        return KeyKind.of(prefix).map(kind -> new Key(kind, Arrays.copyOfRange(raw, from, from + KEY)));
    }

    private static String summed(byte[] raw) {
        int end = raw.length - SUM;
        int sum = Crc16.of(raw, end);
        raw[end] = (byte) sum;
        raw[end + 1] = (byte) (sum >> Byte.SIZE);
        return Base32.encode(raw);
    }

    private static Optional<byte[]> unsummed(String text, int characters) {
        if (text.length() != characters) {
            return Optional.empty();
        }
        return Base32.decode(text).filter(raw -> {
            int end = raw.length - SUM;
            return Crc16.of(raw, end) == ((raw[end] & 0xff) | (raw[end + 1] & 0xff) << Byte.SIZE);
        });
    }
}
