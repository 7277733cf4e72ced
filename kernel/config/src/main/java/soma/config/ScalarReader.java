/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config;

import static soma.config.Characters.endsBareText;
import static soma.config.Characters.endsNumber;
import static soma.config.Characters.isDigit;
import static soma.config.Characters.isLineEnd;
import static soma.config.Characters.isSizeSuffix;
import static soma.config.Scanner.END;
import static soma.config.Scanner.show;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import soma.spi.config.ConfigNode.Position;

/**
 * Reads values that are neither map nor array: text in its four notations, numbers, dates, booleans, names of
 * variables. Confined to one thread.
 */
final class ScalarReader {
    private static final Set<String> TRUE = Set.of("true", "yes", "on");
    private static final Set<String> FALSE = Set.of("false", "no", "off");
    private static final BigInteger THOUSAND = BigInteger.valueOf(1_000);
    private static final BigInteger KIBI = BigInteger.valueOf(1_024);

    private final Scanner in;

    ScalarReader(Scanner in) {
        this.in = in;
    }

    /** Reads {@code '…'}: no escapes, may span lines. The opening quote was passed. */
    ConfigValue singleQuoted() throws ConfigException {
        Position at = in.here();
        return ConfigValue.scalar(upTo('\'', "Unexpected EOF."), at);
    }

    /** Returns the text before a character and passes both. */
    String upTo(char end, String missing) throws ConfigException {
        int start = in.offset();
        while (true) {
            int c = in.next();
            if (c == END) {
                throw in.error(missing);
            }
            if (c == end) {
                return in.slice(start, in.offset() - 1);
            }
        }
    }

    /** Reads {@code "…"}: with escapes, may span lines. The opening quote was passed. */
    ConfigValue doubleQuoted() throws ConfigException {
        Position at = in.here();
        Text text = new Text(in.offset());
        while (true) {
            int end = in.offset();
            int c = in.next();
            if (c == END) {
                throw in.error("Unexpected EOF.");
            }
            if (c == '"') {
                return ConfigValue.scalar(text.finish(end), at);
            }
            if (c == '\\') {
                text.escape(end);
            }
        }
    }

    /** Reads {@code (…)}: raw up to a line that holds only {@code )}. The opening parenthesis was passed. */
    ConfigValue block() throws ConfigException {
        Position at = in.here();
        int start = in.offset();
        while (true) {
            int end = in.offset();
            int c = in.next();
            if (c == END) {
                throw in.error("Unexpected EOF processing block.");
            }
            boolean alone = c == ')' && in.at(end - 1) == '\n' && (in.peek() == '\n' || in.peek() == END);
            if (alone) {
                return ConfigValue.scalar(in.slice(start, end), at);
            }
        }
    }

    /** Reads what starts with a minus sign: a number, or an integer with more text attached to its suffix. */
    Token negative() throws ConfigException {
        Token token = new Token(in.here(), in.offset());
        in.next();
        int c = in.next();
        if (!isDigit(c)) {
            throw in.error(
                    c == '.'
                            ? "Floats must start with a digit, not '.'."
                            : "Expected a digit but got '" + show(c) + "'.");
        }
        skipDigits();
        if (in.peek() == '.') {
            return floating(token);
        }
        if (isSizeSuffix(in.peek())) {
            return suffixed(token);
        }
        return token.integer();
    }

    /** Reads what starts with a digit: a number, a date, an address, or text that begins like one. */
    Token number() throws ConfigException {
        Token token = new Token(in.here(), in.offset());
        skipDigits();
        int c = in.peek();
        if (c == '-') {
            in.next();
            return date(token);
        }
        if (c == '.') {
            return floating(token);
        }
        if (isSizeSuffix(c)) {
            return suffixed(token);
        }
        if (endsNumber(c)) {
            return token.integer();
        }
        in.next(); // even a terminator of text such as ']' is taken into it
        return bare(token);
    }

    /** Reads text without quotes: a boolean, the name of a variable, or text. */
    Token bare() throws ConfigException {
        return bare(new Token(in.here(), in.offset()));
    }

    private Token bare(Token token) throws ConfigException {
        Text text = new Text(token.start);
        while (true) {
            int end = in.offset();
            int c = in.peek();
            if (c == '\'') {
                String found = text.finish(end);
                in.next();
                return token.of(found);
            }
            if (endsBareText(c)) {
                return text.isEscaped() ? token.of(text.finish(end)) : token.word(in.slice(token.start, end));
            }
            in.next();
            if (c == '\\') {
                text.escape(end);
            }
        }
    }

    private Token suffixed(Token token) throws ConfigException {
        in.next();
        while (in.peek() == 'b' || in.peek() == 'B' || in.peek() == 'i' || in.peek() == 'I') {
            in.next();
        }
        return endsNumber(in.peek()) ? token.integer() : bare(token);
    }

    private Token floating(Token token) throws ConfigException {
        in.next();
        int c = in.next();
        if (!isDigit(c)) {
            throw in.error("Floats must have a digit after the '.', but got '" + show(c) + "' instead.");
        }
        skipDigits();
        if (in.peek() != '.') {
            return token.floating();
        }
        for (c = in.peek(); isDigit(c) || c == '.' || c == ':' || c == '-'; c = in.peek()) {
            in.next();
        }
        return token.of(in.slice(token.start, in.offset()));
    }

    private Token date(Token token) throws ConfigException {
        if (in.offset() - token.start != 5) {
            throw in.error("All ISO8601 dates must be in full Zulu form.");
        }
        for (char expected : "00-00T00:00:00Z".toCharArray()) {
            int c = in.next();
            if (expected == '0' && !isDigit(c)) {
                throw in.error("Expected digit in ISO8601 datetime, but found '" + show(c) + "' instead.");
            }
            if (expected != '0' && c != expected) {
                throw in.error("Expected '" + expected + "' in ISO8601 datetime, but found '" + show(c) + "' instead.");
            }
        }
        return token.date();
    }

    private void skipDigits() {
        while (isDigit(in.peek())) {
            in.next();
        }
    }

    /** Text with escapes: pieces of the file and bytes written as escapes, since {@code \xHH} may be half a character. */
    private final class Text {
        private final ByteArrayOutputStream pieces = new ByteArrayOutputStream();
        private int start;
        private boolean escaped;

        Text(int start) {
            this.start = start;
        }

        boolean isEscaped() {
            return escaped;
        }

        String finish(int end) {
            if (!escaped) {
                return in.slice(start, end);
            }
            pieces.writeBytes(in.bytes(start, end));
            return pieces.toString(StandardCharsets.UTF_8);
        }

        void escape(int end) throws ConfigException {
            escaped = true;
            pieces.writeBytes(in.bytes(start, end));
            int c = in.next();
            pieces.write(
                    switch (c) {
                        case 't' -> '\t';
                        case 'n' -> '\n';
                        case 'r' -> '\r';
                        case '"', '\\' -> c;
                        case 'x' -> hexadecimal();
                        default ->
                            throw in.error(
                                    "Invalid escape character '" + show(c) + "'. Only the following escape characters"
                                            + " are allowed: \\xXX, \\t, \\n, \\r, \\\", \\\\.");
                    });
            start = in.offset();
        }

        private int hexadecimal() throws ConfigException {
            int high = hexadecimalCharacter();
            int low = hexadecimalCharacter();
            int value = (digit(high) << 4) | digit(low);
            if (value < 0) {
                throw in.error("Expected two hexadecimal digits after '\\x', but got '" + show(high) + show(low) + "'");
            }
            return value;
        }

        private int hexadecimalCharacter() throws ConfigException {
            int c = in.next();
            if (isLineEnd(c)) {
                throw in.error("Expected two hexadecimal digits after '\\x', but hit end of line");
            }
            return c;
        }

        private static int digit(int c) {
            return c >= 0 && c < 0x80 ? Character.digit(c, 16) : -1;
        }
    }

    /** A value as it stands, or the name of a variable that stands for it. */
    final class Token {
        private final Position at;
        private final int start;
        private Object value = "";
        private boolean variable;

        Token(Position at, int start) {
            this.at = at;
            this.start = start;
        }

        boolean isVariable() {
            return variable;
        }

        String name() {
            return (String) value;
        }

        Position position() {
            return at;
        }

        ConfigValue value() {
            return ConfigValue.scalar(value, at);
        }

        private Token of(Object found) {
            value = found;
            return this;
        }

        private Token word(String text) {
            String lower = text.toLowerCase(Locale.ROOT);
            if (TRUE.contains(lower) || FALSE.contains(lower)) {
                return of(TRUE.contains(lower));
            }
            // bcrypt hashes begin like a variable
            variable = text.startsWith("$") && !text.startsWith("$2a$");
            return of(variable ? text.substring(1) : text);
        }

        private Token integer() throws ConfigException {
            String text = in.slice(start, in.offset());
            int digits = text.startsWith("-") ? 1 : 0;
            while (digits < text.length() && isDigit(text.codePointAt(digits))) {
                digits += Character.charCount(text.codePointAt(digits));
            }
            // more digits cannot be in range, and converting very many would take very long
            if (digits > 1_000) {
                throw in.error(at, "integer '" + text.substring(0, 40) + "…' is out of the range");
            }
            if (!text.chars().limit(digits).allMatch(c -> c < 0x80)) {
                throw in.error(at, "expected integer, but got '" + text + "'");
            }
            BigInteger number = new BigInteger(text.substring(0, digits)).multiply(factor(text, digits));
            if (number.bitLength() > 63) {
                throw in.error(at, "integer '" + text + "' is out of the range");
            }
            return of(number.longValue());
        }

        private BigInteger factor(String text, int digits) throws ConfigException {
            String suffix = text.substring(digits).toLowerCase(Locale.ROOT);
            if (suffix.isEmpty()) {
                return BigInteger.ONE;
            }
            int power = "kmgtpe".indexOf(suffix.charAt(0)) + 1;
            return switch (suffix.substring(1)) {
                case "" -> THOUSAND.pow(power);
                case "b", "i", "ib" -> KIBI.pow(power);
                default ->
                    throw in.error(
                            at,
                            "integer '" + text + "' has an unknown suffix (expected: "
                                    + suffix.charAt(0) + ", " + suffix.charAt(0) + "b, " + suffix.charAt(0) + "i or "
                                    + suffix.charAt(0) + "ib)");
            };
        }

        private Token floating() throws ConfigException {
            String text = in.slice(start, in.offset());
            if (!text.chars().allMatch(c -> c < 0x80)) {
                throw in.error(at, "expected float, but got '" + text + "'");
            }
            double number = Double.parseDouble(text);
            if (Double.isInfinite(number)) {
                throw in.error(at, "float '" + text + "' is out of the range");
            }
            return of(number);
        }

        private Token date() throws ConfigException {
            String text = in.slice(start, in.offset());
            try {
                LocalDateTime time = LocalDateTime.parse(text.substring(0, text.length() - 1));
                return of(time.toInstant(ZoneOffset.UTC));
            } catch (DateTimeException e) {
                throw in.error(at, "expected Zulu formatted DateTime, but got '" + text + "'");
            }
        }
    }
}
