/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config.cli;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import soma.spi.config.CommandLineFlag;

/** Reads the values of flags by Go's rules. */
final class FlagValues {
    private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");
    private static final Set<String> FALSE = Set.of("0", "f", "F", "false", "FALSE", "False");

    private FlagValues() {}

    static Object parse(String text, CommandLineFlag.Type type, String name) throws CommandLineException {
        return switch (type) {
            case STRING -> text;
            case INTEGER -> integer(text, name);
            case BOOLEAN -> bool(text, name);
        };
    }

    private static Boolean bool(String text, String name) throws CommandLineException {
        if (TRUE.contains(text)) {
            return true;
        }
        if (FALSE.contains(text)) {
            return false;
        }
        throw CommandLineException.flag("invalid boolean value " + quoted(text) + " for -" + name + ": parse error");
    }

    private static Long integer(String text, String name) throws CommandLineException {
        String invalid = "invalid value " + quoted(text) + " for flag -" + name + ": ";
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String digits = (signed ? text.substring(1) : text).toLowerCase(Locale.ROOT);
        int radix = 10;
        if (digits.length() > 1 && digits.startsWith("0")) {
            radix = switch (digits.charAt(1)) {
                case 'x' -> 16;
                case 'b' -> 2;
                default -> 8;
            };
            digits = digits.substring(digits.charAt(1) >= 'a' ? 2 : 1);
        }
        // Go lets single underscores stand between digits of a number with a prefix
        if (radix != 10) {
            digits = digits.replaceAll("(?<=.)_(?=.)", "");
        }
        if (digits.isEmpty() || !allDigits(digits, radix)) {
            throw CommandLineException.flag(invalid + "parse error");
        }
        if (digits.length() > 100) {
            throw CommandLineException.flag(invalid + "value out of range");
        }
        BigInteger number = new BigInteger((text.startsWith("-") ? "-" : "") + digits, radix);
        if (number.bitLength() > 63) {
            throw CommandLineException.flag(invalid + "value out of range");
        }
        return number.longValue();
    }

    private static boolean allDigits(String text, int radix) {
        return text.chars().allMatch(c -> c < 0x80 && Character.digit(c, radix) >= 0);
    }

    /** Returns a text in quotes as Go prints it with {@code %q}, as far as that matters in a terminal. */
    static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"', '\\' -> out.append('\\').appendCodePoint(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (Character.isISOControl(c)) {
                        out.append(String.format("\\x%02x", c));
                    } else {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        return out.append('"').toString();
    }
}
