/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.reports.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** How an answer or a trace is encoded, as who asks for it accepts it. */
public enum Encoding {
    /** As it is, as nobody asked for anything. */
    PLAIN(""),
    /** As it is, since what was asked for is not known. */
    IDENTITY("identity"),
    /** As gzip. */
    GZIP("gzip"),
    /** In frames of snappy. */
    SNAPPY("snappy");

    private final String word;

    Encoding(String word) {
        this.word = word;
    }

    /** Returns what a header that says what is accepted comes to. */
    public static Encoding accepted(String header) {
        String words = header.toLowerCase(Locale.ROOT);
        if (words.isEmpty()) {
            return PLAIN;
        }
        if (words.contains("snappy") || words.contains("s2")) {
            return SNAPPY;
        }
        return words.contains("gzip") ? GZIP : IDENTITY;
    }

    /** Returns the header block that tells of the encoding; empty if there is nothing to tell. */
    public byte[] headers() {
        String block = this == PLAIN ? "" : "NATS/1.0\r\nContent-Encoding: " + word + "\r\n\r\n";
        return block.getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns the bytes encoded. */
    public byte[] encode(byte[] bytes) {
        return switch (this) {
            case PLAIN, IDENTITY -> bytes;
            case GZIP -> gzip(bytes);
            case SNAPPY -> SnappyFrames.of(bytes);
        };
    }

    private static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream(bytes.length / 2);
        try (var zipped = new GZIPOutputStream(out)) {
            zipped.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
