/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.reports.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** How traces are encoded. */
class EncodingTest {
    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @Test
    void theHeaderSaysWhatIsAccepted() {
        assertEquals(Encoding.PLAIN, Encoding.accepted(""));
        assertEquals(Encoding.GZIP, Encoding.accepted("deflate, GZip"));
        assertEquals(Encoding.SNAPPY, Encoding.accepted("gzip, S2"));
        assertEquals(Encoding.SNAPPY, Encoding.accepted("Snappy"));
        assertEquals(Encoding.IDENTITY, Encoding.accepted("zip"));
    }

    @Test
    void theHeaderTellsOfTheEncoding() {
        assertEquals(0, Encoding.PLAIN.headers().length);
        assertEquals(
                "NATS/1.0\r\nContent-Encoding: gzip\r\n\r\n",
                new String(Encoding.GZIP.headers(), StandardCharsets.US_ASCII));
        assertEquals(
                "NATS/1.0\r\nContent-Encoding: identity\r\n\r\n",
                new String(Encoding.IDENTITY.headers(), StandardCharsets.US_ASCII));
    }

    @Test
    void gzipIsReadBack() throws IOException {
        byte[] bytes = bytes(10_000);
        try (var in = new GZIPInputStream(new ByteArrayInputStream(Encoding.GZIP.encode(bytes)))) {
            assertArrayEquals(bytes, in.readAllBytes());
        }
        assertArrayEquals(bytes, Encoding.IDENTITY.encode(bytes));
    }

    @Test
    void snappyIsInChunksOfLimitedLength() {
        for (int length : new int[] {0, 1, 65_536, 65_537, 200_000}) {
            byte[] bytes = bytes(length);
            assertArrayEquals(bytes, unframed(Encoding.SNAPPY.encode(bytes)));
        }
    }

    /** The check sum of what the framing format's description has as an example of CRC-32C, masked by hand. */
    @Test
    void theChecksumIsMasked() {
        byte[] framed = SnappyFrames.of("123456789".getBytes(StandardCharsets.US_ASCII));
        int crc = 0xe3069283;
        int masked = ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
        assertEquals(
                masked,
                ByteBuffer.wrap(framed, 14, 4).order(ByteOrder.LITTLE_ENDIAN).getInt());
    }

    private static byte[] unframed(byte[] framed) {
        byte[] begin = {(byte) 0xff, 6, 0, 0, 's', 'N', 'a', 'P', 'p', 'Y'};
        assertArrayEquals(begin, Arrays.copyOf(framed, begin.length));
        ByteBuffer in = ByteBuffer.wrap(framed).order(ByteOrder.LITTLE_ENDIAN).position(begin.length);
        ByteBuffer out = ByteBuffer.allocate(framed.length);
        while (in.hasRemaining()) {
            int head = in.getInt();
            assertEquals(1, head & 0xff);
            byte[] chunk = new byte[(head >>> 8) - 4];
            in.getInt();
            in.get(chunk);
            out.put(chunk);
        }
        return Arrays.copyOf(out.array(), out.position());
    }
}
