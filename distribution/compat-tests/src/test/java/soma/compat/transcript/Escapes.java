/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.transcript;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Bytes as one line of printable ASCII. {@code \r \n \t \\} are as usual, <code>\xHH</code> is any byte and
 * <code>\{x*500}</code> is a run of 500 times {@code x}. What {@link #escape} writes, {@link #unescape} reads.
 */
public final class Escapes {

    private static final int RUN = 40;

    private Escapes() {}

    public static String escape(String latin1) {
        return escape(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    public static String escape(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < bytes.length) {
            int run = runAt(bytes, at);
            if (run >= RUN) {
                text.append("\\{")
                        .append(escape(bytes[at]))
                        .append('*')
                        .append(run)
                        .append('}');
                at += run;
            } else {
                text.append(escape(bytes[at++]));
            }
        }
        return text.toString();
    }

    private static int runAt(byte[] bytes, int at) {
        int end = at + 1;
        while (end < bytes.length && bytes[end] == bytes[at]) {
            end++;
        }
        return end - at;
    }

    private static String escape(byte b) {
        return switch (b) {
            case '\r' -> "\\r";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\\' -> "\\\\";
            default -> b >= ' ' && b < 127 ? String.valueOf((char) b) : String.format("\\x%02x", b & 0xff);
        };
    }

    public static byte[] unescape(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '\\') {
                require(c >= ' ' && c < 127, text, at);
                bytes.write(c);
                at++;
            } else if (text.startsWith("\\{", at)) {
                at = unescapeRun(text, at, bytes);
            } else {
                bytes.write(unescapeOne(text, at));
                at += text.startsWith("\\x", at) ? 4 : 2;
            }
        }
        return bytes.toByteArray();
    }

    private static int unescapeRun(String text, int at, ByteArrayOutputStream bytes) {
        int star = text.indexOf('*', at + 3);
        int end = text.indexOf('}', star);
        require(star > 0 && end > 0, text, at);
        byte[] one = unescape(text.substring(at + 2, star));
        require(one.length == 1, text, at);
        int count = Integer.parseInt(text.substring(star + 1, end));
        for (int i = 0; i < count; i++) {
            bytes.write(one[0]);
        }
        return end + 1;
    }

    private static int unescapeOne(String text, int at) {
        require(at + 1 < text.length(), text, at);
        return switch (text.charAt(at + 1)) {
            case 'r' -> '\r';
            case 'n' -> '\n';
            case 't' -> '\t';
            case '\\' -> '\\';
            case 'x' -> Integer.parseInt(text.substring(at + 2, at + 4), 16);
            default -> throw new IllegalArgumentException("unknown escape at column " + at + " of: " + text);
        };
    }

    private static void require(boolean condition, String text, int at) {
        if (!condition) {
            throw new IllegalArgumentException(
                    "expected printable ASCII or a whole escape at column " + at + " of: " + text);
        }
    }
}
