/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.system.events;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import soma.plugin.reports.api.Encoding;
import soma.spi.message.HeldMessage;

class EncodingTest {
    @ParameterizedTest
    @CsvSource({"'',PLAIN", "gzip,GZIP", "'gzip, snappy',SNAPPY", "S2,SNAPPY", "br,IDENTITY", "GZip,GZIP"})
    void takesWhatIsAskedFor(String wanted, Encoding expected) {
        String header = wanted.isEmpty() ? "" : "NATS/1.0\r\nAccept-Encoding: " + wanted + "\r\n\r\n";
        byte[] bytes = header.getBytes(StandardCharsets.US_ASCII);
        assertEquals(expected, Replies.encodingOf(new HeldMessage("s", "r", bytes, new byte[0])));
    }

    @Test
    void compresses() throws IOException {
        byte[] text = "x".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
        try (var in = new GZIPInputStream(new ByteArrayInputStream(Encoding.GZIP.encode(text)))) {
            assertArrayEquals(text, in.readAllBytes());
        }
    }

    @Test
    void framesForSnappy() {
        byte[] framed = Encoding.SNAPPY.encode("abc".getBytes(StandardCharsets.US_ASCII));
        String hex = HexFormat.of().formatHex(framed);
        assertEquals("ff060000734e61507059" + "01070000", hex.substring(0, 28));
        assertEquals("616263", hex.substring(36));
        // CRC-32C of abc is 364b3fb7, masked as the format has it
        assertEquals(
                Integer.rotateRight(0x364b3fb7, 15) + 0xa282ead8,
                Integer.reverseBytes(Integer.parseUnsignedInt(hex.substring(28, 36), 16)));
    }

    @Test
    void framesInPieces() {
        byte[] framed = Encoding.SNAPPY.encode(new byte[65_537]);
        assertEquals(10 + 8 + 65_536 + 8 + 1, framed.length);
        assertEquals(5, framed[10 + 8 + 65_536 + 1]);
    }
}
