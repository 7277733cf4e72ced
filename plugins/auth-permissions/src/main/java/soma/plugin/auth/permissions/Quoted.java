/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

/** Puts texts of a configuration into quotes as Go does, so that errors read like those of nats-server. */
final class Quoted {
    private Quoted() {}

    static String of(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> append(quoted, c));
        return quoted.append('"').toString();
    }

    private static void append(StringBuilder to, int c) {
        switch (c) {
            case '"' -> to.append("\\\"");
            case '\\' -> to.append("\\\\");
            case '\n' -> to.append("\\n");
            case '\r' -> to.append("\\r");
            case '\t' -> to.append("\\t");
            case '\f' -> to.append("\\f");
            default -> {
                if (c < ' ' || c == 0x7f) {
                    to.append("\\x").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
                } else {
                    to.appendCodePoint(c);
                }
            }
        }
    }
}
