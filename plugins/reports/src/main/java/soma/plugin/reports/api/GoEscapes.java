/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.reports.api;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Escapes what Go's encoder escapes: what HTML could misread, and line separators. */
final class GoEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    private static final int[] ASCII = ascii();

    GoEscapes() {}

    private static int[] ascii() {
        int[] escapes = standardAsciiEscapesForJSON();
        for (int c = 0; c < ' '; c++) {
            if (escapes[c] < 0) {
                escapes[c] = ESCAPE_CUSTOM; // Go has lower-case digits
            }
        }
        for (char c : new char[] {'<', '>', '&'}) {
            escapes[c] = ESCAPE_CUSTOM;
        }
        return escapes;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return ASCII;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int c) {
        boolean special = c < ' ' || c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029;
        return special ? new SerializedString(String.format(Locale.ROOT, "\\u%04x", c)) : null;
    }
}
