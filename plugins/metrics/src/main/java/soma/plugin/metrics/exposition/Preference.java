/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics.exposition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One of the things that a header such as {@code Accept} names.
 *
 * @param fields the name, and after it parameters, in lower case
 */
record Preference(List<String> fields) {
    private static final int LONGEST = 4_096;

    /** Reads the value of a header; one that is longer than any honest one names nothing. */
    static List<Preference> all(String header) {
        List<Preference> all = new ArrayList<>();
        if (header.length() <= LONGEST) {
            for (String part : header.toLowerCase(Locale.ROOT).split(",", -1)) {
                all.add(new Preference(List.of(part.trim().split("\\s*;\\s*", -1))));
            }
        }
        return all;
    }

    String name() {
        return fields.getFirst();
    }

    /** Returns how much it is liked: from 0, not at all, to 1. */
    double quality() {
        try {
            double quality = Double.parseDouble(value("q", "1"));
            return quality >= 0 && quality <= 1 ? quality : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Returns the value of a parameter. */
    String value(String name, String otherwise) {
        for (String field : fields.subList(1, fields.size())) {
            if (field.startsWith(name + "=")) {
                return field.substring(name.length() + 1).trim();
            }
        }
        return otherwise;
    }
}
