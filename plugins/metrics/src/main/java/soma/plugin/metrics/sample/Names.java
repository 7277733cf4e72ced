/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics.sample;

/** Makes names that the text format takes out of any text. */
public final class Names {
    private Names() {}

    /** Returns a name of letters, digits, underscores and colons that does not begin with a digit. */
    public static String metric(String text) {
        String name = replaced(text, true);
        return name.isEmpty() || digit(name.charAt(0)) ? "_" + name : name;
    }

    /** Returns the end of the name of a label: letters, digits and underscores. */
    public static String endOfLabel(String text) {
        return replaced(text, false);
    }

    private static String replaced(String text, boolean colons) {
        var name = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            name.append(letter || digit(c) || (colons && c == ':') ? c : '_');
        }
        return name.toString();
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
