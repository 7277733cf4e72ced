/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics.exposition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import soma.plugin.reports.api.Encoding;

final class GzipTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"gzip", "GZip", "deflate, gzip;q=0.1", "x-gzip", "*", "identity;q=0, *;q=0.5", "br,gzip;q=1.0"})
    void whoAsksForItGetsIt(String header) {
        assertTrue(Gzip.isWanted(header));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "identity",
                "gzip;q=0",
                "*;q=0",
                "gzip;q=0, *",
                "gzip;q=x",
                "gzip;q=9",
                "gzipped",
                "br,,;=",
                ";"
            })
    void allOthersDoNot(String header) {
        assertFalse(Gzip.isWanted(header));
    }

    @Test
    void anEndlessHeaderIsNotRead() {
        assertFalse(Gzip.isWanted("br,".repeat(2_000) + "gzip"));
    }

    @Test
    void whatIsUnpackedIsTheSame() throws IOException {
        byte[] text =
                "gnatsd_varz_connections{server_id=\"x\"} 1.0\n".repeat(500).getBytes(StandardCharsets.UTF_8);
        byte[] small = Encoding.GZIP.encode(text);
        assertTrue(small.length < text.length / 10, () -> small.length + " bytes of " + text.length);
        try (var in = new GZIPInputStream(new ByteArrayInputStream(small))) {
            assertArrayEquals(text, in.readAllBytes());
        }
    }
}
