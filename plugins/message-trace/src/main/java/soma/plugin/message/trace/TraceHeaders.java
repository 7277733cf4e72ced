/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.message.trace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import soma.plugin.reports.api.Encoding;

/**
 * The headers of a message that is to be traced, as nats-server reads them. Immutable.
 *
 * @param all      every header that has a name and a value, by name
 * @param external whether only a trace context of others asks for it, so that the account says where traces go
 */
record TraceHeaders(SortedMap<String, List<String>> all, boolean external) {
    /** Where the trace goes. */
    static final String DESTINATION = "Nats-Trace-Dest";

    /** Whether the message is traced and not delivered. */
    static final String ONLY = "Nats-Trace-Only";

    /** The way from the first server to this one. */
    static final String HOP = "Nats-Trace-Hop";

    /** Sent by servers that are too old to be understood. */
    static final String ORIGIN_ACCOUNT = "Nats-Trace-Origin-Account";

    /** How the trace may be encoded. */
    static final String ENCODING = "Accept-Encoding";

    /** The header of the W3C's trace context, in any case. */
    static final String CONTEXT = "traceparent";

    /** The destination of messages that must not be traced; no subject. */
    static final String DISABLED = "trace disabled";

    private static final String VERSION = "NATS/1.0\r\n";
    private static final String LINE_END = "\r\n";
    private static final int CONTEXT_FIELDS = 4;
    private static final int HEX = 16;

    /**
     * Reads a block, which may end anywhere.
     *
     * @return null if it does not ask for a trace
     */
    static @Nullable TraceHeaders read(byte[] bytes) {
        String block = new String(bytes, StandardCharsets.ISO_8859_1); // one char per byte until values are known
        if (!block.startsWith(VERSION)) {
            return null;
        }
        SortedMap<String, List<String>> all = new TreeMap<>();
        boolean sampled = false;
        String destination = null;
        for (int at = VERSION.length(); at < block.length(); ) {
            int colon = block.indexOf(':', at);
            int end = colon < 0 ? -1 : block.indexOf(LINE_END, afterBlanks(block, colon + 1));
            if (end < 0) {
                break;
            }
            String name = text(block.substring(at, colon));
            String value = text(withoutBlanks(block, afterBlanks(block, colon + 1), end));
            if (!name.isEmpty() && !value.isEmpty()) {
                all.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
                sampled |= name.equalsIgnoreCase(CONTEXT) && isSampled(value);
                destination = destination == null && name.equals(DESTINATION) ? value : destination;
            }
            at = end + LINE_END.length();
        }
        boolean asked = destination == null ? sampled : !destination.equals(DISABLED);
        return asked ? new TraceHeaders(all, destination == null) : null;
    }

    private static int afterBlanks(String block, int from) {
        int at = from;
        while (at < block.length() && (block.charAt(at) == ' ' || block.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    private static String withoutBlanks(String block, int from, int end) {
        int at = end;
        while (at > from && (block.charAt(at - 1) == ' ' || block.charAt(at - 1) == '\t')) {
            at--;
        }
        return block.substring(from, at);
    }

    private static String text(String latin) {
        return new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** Returns whether a trace context has the sampled flag; flags with the highest bit set do not count, as in nats-server. */
    private static boolean isSampled(String value) {
        String[] fields = value.split("-", -1);
        if (fields.length != CONTEXT_FIELDS || fields[CONTEXT_FIELDS - 1].length() != 2) {
            return false;
        }
        try {
            int flags = Integer.parseInt(fields[CONTEXT_FIELDS - 1], HEX);
            return flags <= Byte.MAX_VALUE && (flags & 1) == 1;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Returns the first value of a header; empty if there is none. */
    String first(String name) {
        return all.getOrDefault(name, List.of("")).getFirst();
    }

    /** Returns whether the message must not be delivered; of no effect for traces of others. */
    boolean only() {
        return !external && List.of("1", "true", "on").contains(first(ONLY).toLowerCase(Locale.ROOT));
    }

    /** Returns how the trace is encoded. */
    Encoding encoding() {
        return Encoding.accepted(first(ENCODING));
    }

    /** Returns roughly how many bytes the headers take up. */
    int weight() {
        int sum = 0;
        for (Map.Entry<String, List<String>> header : all.entrySet()) {
            sum += header.getKey().length();
            for (String value : header.getValue()) {
                sum += value.length();
            }
        }
        return sum;
    }
}
