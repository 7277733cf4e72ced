/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.report;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import soma.spi.annotation.Api;

/**
 * The parameters of a query, read as nats-server reads them and refused in its words. Immutable.
 *
 * @param texts the parameters as sent
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record Parameters(Map<String, String> texts) {
    private static final Pattern SIGNED = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern UNSIGNED = Pattern.compile("[0-9]+");
    private static final int LONGEST_SIGNED = 20;
    private static final String SYNTAX = "invalid syntax";
    private static final String RANGE = "value out of range";

    /** Returns a text, or an empty one. */
    public String text(String name) {
        return texts.getOrDefault(name, "");
    }

    /** Returns whether a flag is set. */
    public boolean flag(String name) {
        String text = text(name);
        return switch (text) {
            case "1", "t", "T", "TRUE", "true", "True" -> true;
            case "", "0", "f", "F", "FALSE", "false", "False" -> false;
            default -> throw invalid("boolean", name, "ParseBool", text, SYNTAX);
        };
    }

    /** Returns a number, or another one if there is none. */
    public long integer(String name, long otherwise) {
        String text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!SIGNED.matcher(text).matches()) {
            throw invalid("int", name, "Atoi", text, SYNTAX);
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw invalid("int", name, "Atoi", text, RANGE);
        }
    }

    /** Returns a number without a sign, as {@link Long#toUnsignedString} shows it, or 0. */
    public long number(String name) {
        String text = text(name);
        if (text.isEmpty()) {
            return 0;
        }
        if (!UNSIGNED.matcher(text).matches()) {
            throw invalid("uint64", name, "ParseUint", text, SYNTAX);
        }
        // a text of any length may be sent; leading zeros count for nothing
        String digits = text.replaceFirst("^0+(?=.)", "");
        if (digits.length() > LONGEST_SIGNED || new BigInteger(digits).bitLength() > Long.SIZE) {
            throw invalid("uint64", name, "ParseUint", text, RANGE);
        }
        return Long.parseUnsignedLong(digits);
    }

    /** Returns how many entries to leave out at the beginning of a list; never negative. */
    public long offset() {
        return Math.max(0, integer("offset", 0));
    }

    /** Returns how many entries a list may have; that many if the query does not say, or nothing sensible. */
    public long limit(long usual) {
        long limit = integer("limit", usual);
        return limit <= 0 ? usual : limit;
    }

    private static IllegalArgumentException invalid(
            String type, String name, String function, String text, String reason) {
        return new IllegalArgumentException("Error decoding " + type + " for '" + name + "': strconv." + function
                + ": parsing " + quoted(text) + ": " + reason);
    }

    /** Quotes as Go does, so that nothing that was sent can pass for something else. */
    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"', '\\' -> quoted.append('\\').appendCodePoint(c);
                case 7 -> quoted.append("\\a");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case 11 -> quoted.append("\\v");
                default -> quoted.append(escaped(c));
            }
        });
        return quoted.append('"').toString();
    }

    private static String escaped(int c) {
        if (c < ' ' || c == 0x7f) {
            return String.format(Locale.ROOT, "\\x%02x", c);
        }
        boolean shown = c == ' ' || !(Character.isISOControl(c) || Character.isSpaceChar(c) || !Character.isDefined(c));
        if (shown) {
            return Character.toString(c);
        }
        return String.format(Locale.ROOT, c > 0xffff ? "\\U%08x" : "\\u%04x", c);
    }
}
