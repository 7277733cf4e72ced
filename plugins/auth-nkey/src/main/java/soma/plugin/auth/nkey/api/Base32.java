/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.nkey.api;

import java.util.Arrays;
import java.util.Optional;
import soma.spi.annotation.Api;

/**
 * Base 32 of RFC 4648 in capitals and without padding, which is how keys and the ids of tokens are written. Decoding is
 * strict: every sequence of bytes has one spelling only. Safe for any thread.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public final class Base32 {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final byte[] VALUES = values();
    private static final int BITS = 5;

    private Base32() {}

    /** Writes bytes. */
    public static String encode(byte[] bytes) {
        var text = new StringBuilder((bytes.length * Byte.SIZE + BITS - 1) / BITS);
        int pending = 0;
        int bits = 0;
        for (byte b : bytes) {
            pending = pending << Byte.SIZE | (b & 0xff);
            bits += Byte.SIZE;
            while (bits >= BITS) {
                bits -= BITS;
                text.append(ALPHABET.charAt(pending >> bits & 31));
            }
            pending &= (1 << bits) - 1;
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt(pending << (BITS - bits) & 31));
        }
        return text.toString();
    }

    /** Reads bytes; empty if the text is anything but what {@link #encode} would have written. */
    public static Optional<byte[]> decode(String text) {
        var bytes = new byte[text.length() * BITS / Byte.SIZE];
        int pending = 0;
        int bits = 0;
        int size = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = value(text.charAt(i));
            if (value < 0) {
                return Optional.empty();
            }
            pending = pending << BITS | value;
            bits += BITS;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                bytes[size++] = (byte) (pending >> bits);
                pending &= (1 << bits) - 1;
            }
        }
        return bits < BITS && pending == 0 ? Optional.of(bytes) : Optional.empty();
    }

    private static int value(char c) {
        return c < VALUES.length ? VALUES[c] : -1;
    }

    private static byte[] values() {
        var values = new byte['Z' + 1];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            values[ALPHABET.charAt(i)] = (byte) i;
        }
        return values;
    }
}
