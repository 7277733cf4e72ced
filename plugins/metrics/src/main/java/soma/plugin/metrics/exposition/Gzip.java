/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics.exposition;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Makes answers small for who can read them. */
public final class Gzip {
    /** What it is called in headers. */
    public static final String NAME = "gzip";

    /** A text of metrics shrinks to less than this part. */
    private static final int USUALLY = 4;

    private Gzip() {}

    /** Returns whether the value of an {@code Accept-Encoding} header asks for it, by name or by a star. */
    public static boolean isWanted(String acceptEncoding) {
        double named = -1;
        double others = 0;
        for (Preference each : Preference.all(acceptEncoding)) {
            switch (each.name()) {
                case NAME, "x-gzip" -> named = Math.max(named, each.quality());
                case "*" -> others = Math.max(others, each.quality());
                default -> {}
            }
        }
        return named < 0 ? others > 0 : named > 0;
    }

    /** Returns the bytes made small. */
    public static byte[] of(byte[] bytes) {
        var small = new ByteArrayOutputStream(bytes.length / USUALLY + 64);
        try (var out = new GZIPOutputStream(small)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return small.toByteArray();
    }
}
