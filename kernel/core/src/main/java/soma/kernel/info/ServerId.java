/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.info;

import java.util.random.RandomGenerator;

/**
 * Makes server ids in the shape of a server's public key: base 32, without padding, of a prefix byte, 32 bytes and a
 * checksum. Clients and tools tell servers by the leading {@code N} and may check the sum.
 */
public final class ServerId {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int SERVER_PREFIX = 13 << 3;
    private static final int BYTES = 35;

    private ServerId() {}

    /** Makes an id of random bytes, 56 characters long. */
    public static String generate(RandomGenerator random) {
        byte[] raw = new byte[BYTES];
        random.nextBytes(raw);
        raw[0] = SERVER_PREFIX;
        int sum = checksum(raw, BYTES - 2);
        raw[BYTES - 2] = (byte) sum;
        raw[BYTES - 1] = (byte) (sum >> 8);
        return base32(raw);
    }

    /** Returns CRC-16/XMODEM: polynomial 0x1021, from 0. */
    static int checksum(byte[] bytes, int length) {
        int crc = 0;
        for (int i = 0; i < length; i++) {
            crc ^= (bytes[i] & 0xff) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ 0x1021;
            }
            crc &= 0xffff;
        }
        return crc;
    }

    private static String base32(byte[] bytes) {
        var text = new StringBuilder();
        int pending = 0;
        int bits = 0;
        for (byte b : bytes) {
            pending = pending << 8 | (b & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET.charAt(pending >> bits & 31));
            }
            pending &= (1 << bits) - 1;
        }
        return text.toString();
    }
}
