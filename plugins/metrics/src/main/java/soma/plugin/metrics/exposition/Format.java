/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics.exposition;

import java.util.Locale;

/** The formats in which metrics are written. */
public enum Format {
    /** Prometheus's text format, which everybody reads. */
    TEXT,
    /** OpenMetrics. */
    OPEN_METRICS;

    private static final int LONGEST = 4_096;
    private static final String OPEN = "application/openmetrics-text";

    /** Returns the format that the value of an {@code Accept} header prefers; text if it cannot be understood, or prefers none. */
    public static Format preferred(String accept) {
        if (accept.length() > LONGEST) {
            return TEXT;
        }
        double open = 0;
        double text = 0;
        for (String part : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] fields = part.trim().split("\\s*;\\s*", -1);
            switch (fields[0]) {
                case OPEN -> open = Math.max(open, isKnown(fields) ? quality(fields) : 0);
                case "text/plain", "text/*", "*/*" -> text = Math.max(text, quality(fields));
                default -> {}
            }
        }
        return open > 0 && open >= text ? OPEN_METRICS : TEXT;
    }

    private static boolean isKnown(String[] fields) {
        String version = value(fields, "version", "1.0.0");
        return version.equals("1.0.0") || version.equals("0.0.1");
    }

    private static double quality(String[] fields) {
        try {
            double quality = Double.parseDouble(value(fields, "q", "1"));
            return quality >= 0 && quality <= 1 ? quality : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static String value(String[] fields, String name, String otherwise) {
        for (int i = 1; i < fields.length; i++) {
            if (fields[i].startsWith(name + "=")) {
                return fields[i].substring(name.length() + 1).trim();
            }
        }
        return otherwise;
    }
}
