/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics.exposition;

/** The formats in which metrics are written. */
public enum Format {
    /** Prometheus's text format, which everybody reads. */
    TEXT,
    /** OpenMetrics. */
    OPEN_METRICS;

    private static final String OPEN = "application/openmetrics-text";

    /** Returns the format that the value of an {@code Accept} header prefers; text if it cannot be understood, or prefers none. */
    public static Format preferred(String accept) {
        double open = 0;
        double text = 0;
        for (Preference each : Preference.all(accept)) {
            switch (each.name()) {
                case OPEN -> open = Math.max(open, isKnown(each) ? each.quality() : 0);
                case "text/plain", "text/*", "*/*" -> text = Math.max(text, each.quality());
                default -> {}
            }
        }
        return open > 0 && open >= text ? OPEN_METRICS : TEXT;
    }

    private static boolean isKnown(Preference asked) {
        String version = asked.value("version", "1.0.0");
        return version.equals("1.0.0") || version.equals("0.0.1");
    }
}
