/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.service;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import soma.spi.message.ByteView;

/** Finds out whether the headers of a request say that it is being traced, in the ways that are usual elsewhere. */
final class TraceContext {
    private static final String UBER = "Uber-Trace-Id";
    private static final String B3 = "B3";
    private static final String B3_ID = "X-B3-Traceid";
    private static final String B3_SAMPLED = "X-B3-Sampled";
    private static final String PARENT = "Traceparent";

    private final Map<String, String> all;

    private TraceContext(Map<String, String> all) {
        this.all = all;
    }

    /** Returns the headers that say so, as they are reported; null if none does. */
    static @Nullable Map<String, Object> of(ByteView block) {
        return new TraceContext(read(block.toString())).sampled();
    }

    private @Nullable Map<String, Object> sampled() {
        if (all.containsKey(UBER)) {
            return isUberSampled(value(UBER)) ? pick(UBER, "Uberctx-") : null;
        }
        String decision = value(B3_SAMPLED);
        if (decision.equals("1")) {
            return b3();
        }
        if (decision.equals("0")) {
            return null;
        }
        if (all.containsKey(B3_ID)) {
            return b3();
        }
        if (all.containsKey(B3)) {
            String[] parts = value(B3).split("-", -1);
            boolean denied = parts.length > 2 ? parts[2].equals("0") : parts.length == 1 && parts[0].equals("0");
            return denied ? null : pick(B3);
        }
        if (all.containsKey(PARENT)) {
            String[] parts = value(PARENT).split("-", -1);
            return parts.length == 4 && isFlagSet(parts[3]) ? pick(PARENT, "Tracestate") : null;
        }
        return null;
    }

    private Map<String, Object> b3() {
        return pick(B3_ID, B3_SAMPLED, "X-B3-Spanid", "X-B3-Parentspanid");
    }

    private static boolean isUberSampled(String value) {
        String[] parts = value.split(":", -1);
        return parts.length == 4 && isFlagSet(parts[3]);
    }

    /** Returns whether the lowest bit of one or two hexadecimal digits is set. */
    private static boolean isFlagSet(String hex) {
        return (hex.length() == 1 || hex.length() == 2)
                && hex.chars().allMatch(c -> Character.digit(c, 16) >= 0)
                && (Integer.parseInt(hex, 16) & 1) == 1;
    }

    private String value(String name) {
        return all.getOrDefault(name, "");
    }

    private Map<String, Object> pick(String... starts) {
        Map<String, Object> picked = new LinkedHashMap<>();
        for (String start : starts) {
            all.forEach((name, value) -> {
                if (name.equals(start) || (start.endsWith("-") && name.startsWith(start))) {
                    picked.put(name, List.of(value));
                }
            });
        }
        return picked;
    }

    private static Map<String, String> read(String block) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line : block.lines().skip(1).toList()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.putIfAbsent(
                        spelt(line.substring(0, colon)),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    /** Returns a header's name with capitals where a word begins, and nowhere else. */
    private static String spelt(String name) {
        var spelt = new StringBuilder(name.length());
        boolean first = true;
        for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
            spelt.append(first ? Character.toUpperCase(c) : c);
            first = c == '-';
        }
        return spelt.toString();
    }
}
