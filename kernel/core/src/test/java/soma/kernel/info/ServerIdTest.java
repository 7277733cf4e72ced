/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.info;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ServerIdTest {
    @Test
    void hasTheShapeOfAPublicKeyOfAServer() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            String id = ServerId.generate(random);
            assertTrue(id.matches("N[A-Z2-7]{55}"), () -> id + " seed " + seed);
            byte[] raw = decode(id);
            assertEquals(35, raw.length);
            assertEquals(13 << 3, raw[0]);
            int sum = (raw[33] & 0xff) | (raw[34] & 0xff) << 8;
            assertEquals(ServerId.checksum(raw, 33), sum, () -> id + " seed " + seed);
            assertNotEquals(id, ServerId.generate(random));
        }
    }

    @Test
    void theChecksumIsCrc16Xmodem() {
        assertEquals(0x31c3, ServerId.checksum("123456789".getBytes(StandardCharsets.US_ASCII), 9));
    }

    private static byte[] decode(String text) {
        byte[] bytes = new byte[text.length() * 5 / 8];
        long pending = 0;
        int bits = 0;
        int at = 0;
        for (char c : text.toCharArray()) {
            pending = pending << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[at++] = (byte) (pending >> bits);
            }
        }
        return bytes;
    }
}
