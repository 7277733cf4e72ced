/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics.exposition;

/** Whether an answer is to be compressed. */
public final class Gzip {
    /** What it is called in headers. */
    public static final String NAME = "gzip";

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
}
