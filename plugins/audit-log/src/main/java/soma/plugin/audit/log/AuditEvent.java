/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.audit.log;

import java.time.Instant;

/**
 * A line of the audit log while it is made: a JSON object with the time and the name of what happened first. Text is cut to a
 * bounded length and escaped, so that nothing a peer says can make a line, or a field, of its own. Confined to one thread.
 */
final class AuditEvent {
    /** What peers say of themselves may be long; nobody needs all of it to know who it was. */
    private static final int LONGEST = 256;

    private static final String HEX = "0123456789abcdef";

    private final StringBuilder line = new StringBuilder(256);

    AuditEvent(Instant time, String name) {
        line.append("{\"time\":\"").append(time).append("\",\"event\":\"").append(name).append('"');
    }

    /** Adds a text; one that is empty is left out. */
    AuditEvent with(String field, String value) {
        if (!value.isEmpty()) {
            key(field);
            quoted(value);
        }
        return this;
    }

    AuditEvent with(String field, long value) {
        key(field);
        line.append(value);
        return this;
    }

    AuditEvent with(String field, Iterable<String> values) {
        key(field);
        line.append('[');
        String before = "";
        for (String value : values) {
            line.append(before);
            quoted(value);
            before = ",";
        }
        line.append(']');
        return this;
    }

    /** Returns the line, its end included. */
    String line() {
        return line + "}\n";
    }

    private void key(String field) {
        line.append(",\"").append(field).append("\":");
    }

    private void quoted(String value) {
        line.append('"');
        int end = value.length() > LONGEST ? LONGEST : value.length();
        if (end < value.length() && Character.isHighSurrogate(value.charAt(end - 1))) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            append(value.charAt(i));
        }
        line.append(end < value.length() ? "...\"" : "\"");
    }

    private void append(char c) {
        if (c == '"' || c == '\\') {
            line.append('\\').append(c);
        } else if (c < ' ' || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || Character.isSurrogate(c)) {
            line.append("\\u");
            for (int shift = 12; shift >= 0; shift -= 4) {
                line.append(HEX.charAt((c >> shift) & 15));
            }
        } else {
            line.append(c);
        }
    }
}
