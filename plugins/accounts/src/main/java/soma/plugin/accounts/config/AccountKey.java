/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.config;

/** The shape of public keys of accounts. Only checked here: an account that has users of its own needs no proof. */
final class AccountKey {
    private static final int LENGTH = 56;
    private static final int POLYNOMIAL = 0x1021;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private AccountKey() {}

    static boolean isValid(String text) {
        if (text.length() != LENGTH || text.charAt(0) != 'A') {
            return false;
        }
        byte[] bytes = new byte[LENGTH * 5 / 8];
        int buffer = 0;
        int bits = 0;
        int at = 0;
        for (int i = 0; i < LENGTH; i++) {
            int value = ALPHABET.indexOf(text.charAt(i));
            if (value < 0) {
                return false;
            }
            buffer = (buffer << 5) | value;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[at++] = (byte) (buffer >> bits);
                buffer &= (1 << bits) - 1;
            }
        }
        int body = bytes.length - 2;
        int sum = (bytes[body] & 0xff) | ((bytes[body + 1] & 0xff) << 8);
        return bytes[0] == 0 && checksum(bytes, body) == sum;
    }

    private static int checksum(byte[] bytes, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum ^= (bytes[i] & 0xff) << 8;
            for (int bit = 0; bit < 8; bit++) {
                sum = (sum & 0x8000) == 0 ? sum << 1 : (sum << 1) ^ POLYNOMIAL;
            }
            sum &= 0xffff;
        }
        return sum;
    }
}
