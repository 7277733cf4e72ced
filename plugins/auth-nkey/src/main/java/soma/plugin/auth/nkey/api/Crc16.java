/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.nkey.api;

/** CRC-16/XMODEM, the checksum of keys: polynomial 0x1021, from 0, nothing reflected. */
final class Crc16 {
    private static final int POLYNOMIAL = 0x1021;
    private static final int TOP = 0x8000;

    private Crc16() {}

    /** Returns the sum of the first so many bytes. */
    static int of(byte[] bytes, int length) {
        int crc = 0;
        for (int i = 0; i < length; i++) {
            crc ^= (bytes[i] & 0xff) << Byte.SIZE;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                crc = (crc & TOP) == 0 ? crc << 1 : crc << 1 ^ POLYNOMIAL;
            }
            crc &= 0xffff;
        }
        return crc;
    }
}
