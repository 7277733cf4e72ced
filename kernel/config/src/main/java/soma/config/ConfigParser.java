/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config;

import static soma.config.Characters.isBlank;
import static soma.config.Characters.isDigit;
import static soma.config.Characters.isLineEnd;
import static soma.config.Characters.isSeparator;
import static soma.config.Characters.isSpace;
import static soma.config.Scanner.END;
import static soma.config.Scanner.show;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import soma.spi.config.ConfigNode.Position;

/**
 * Reads one text into a tree. The rules, and the texts of the errors, are nats-server's; where it takes a slip for
 * something else without a word (an integer with an unknown suffix, a key without value in a map) this is an error
 * here. Confined to one thread.
 */
final class ConfigParser {
    private final Parse parse;
    private final Scanner in;
    private final ScalarReader scalars;
    private final Path directory;
    private final Scope scope = new Scope();
    private int depth;
    private int outerBraces;

    /**
     * Makes a parser.
     *
     * @param directory where included files are looked for
     * @param depth     how deep the text itself stands in others
     */
    ConfigParser(Parse parse, Scanner in, Path directory, int depth) {
        this.parse = parse;
        this.in = in;
        this.scalars = new ScalarReader(in);
        this.directory = directory;
        this.depth = depth;
    }

    ConfigValue parse() throws ConfigException {
        Position start = in.here();
        refuseNul();
        SequencedMap<String, ConfigValue> root = scope.enter();
        while (skipToTopKey() && entry(root, false)) {
            endOfTopValue();
        }
        return checked(ConfigValue.map(root, start));
    }

    /** nats-server takes a NUL for the end of the file here and for text there; no file has a use for it. */
    private void refuseNul() throws ConfigException {
        Scanner ahead = in.fromStart();
        for (int c = ahead.peek(); c != END; c = ahead.peek()) {
            if (c == 0) {
                throw in.error(ahead.here(), "unexpected NUL character (expected: text)");
            }
            ahead.next();
        }
    }

    /** Skips what may stand before a key, braces around the file included; false at the end. */
    private boolean skipToTopKey() throws ConfigException {
        while (true) {
            int c = in.peek();
            if (c == END) {
                return false;
            }
            if (isSpace(c)) {
                in.next();
            } else if (c == '{') {
                in.next();
                outerBraces++;
            } else if (c == '}' && outerBraces > 0) {
                in.next();
                closeOuterBrace();
            } else if (startsComment(c)) {
                in.skipComment();
            } else if (c == '/') {
                in.next();
                throw in.error("Unexpected EOF.");
            } else {
                return true;
            }
        }
    }

    /** Passes the end of a value outside of maps, which may be the closing brace around the file. */
    private void endOfTopValue() throws ConfigException {
        boolean braced = outerBraces > 0;
        while (true) {
            int c = in.peek();
            if (startsComment(c)) {
                in.skipComment();
                return;
            }
            in.next();
            if (c == '}' && braced) {
                closeOuterBrace();
                return;
            }
            if ((c == END && !braced) || isLineEnd(c) || c == ';' || c == ',' || c == '}') {
                return;
            }
            if (!isBlank(c) && c != '/') {
                throw in.error(
                        "Expected a " + (braced ? "block" : "top") + "-level value to end with a new line, comment or"
                                + " EOF, but got '" + show(c) + "' instead.");
            }
        }
    }

    /** Closes a brace around the file that was passed. Only white space may part it from the next closing one. */
    private void closeOuterBrace() throws ConfigException {
        while (--outerBraces > 0) {
            while (isSpace(in.peek())) {
                in.next();
            }
            if (startsComment(in.peek())) {
                return; // after a comment keys may follow again
            }
            int c = in.next();
            if (c != '}') {
                throw in.error("Expected a block-level to end with a '}', but got '" + show(c) + "' instead.");
            }
        }
    }

    /** Reads a key with its value, or an include; false if the text ended with a stray closing brace instead. */
    private boolean entry(SequencedMap<String, ConfigValue> map, boolean inMap) throws ConfigException {
        int c = in.peek();
        boolean slashed = c == '/';
        if (slashed) {
            in.next(); // dropped, and what follows starts a key without quotes, whatever it is
        }
        if (isSeparator(c)) {
            throw in.error("Unexpected key separator '" + show(c) + (inMap ? "'." : "'"));
        }
        boolean quoted = c == '"' || c == '\'';
        if (quoted) {
            in.next();
        }
        Position at = in.here();
        String key = quoted ? quotedKey((char) c, inMap) : bareKey(inMap);
        if (!quoted && key.equalsIgnoreCase("include") && isSpace(in.peek())) {
            include(map);
            return true;
        }
        while (isSpace(in.peek())) {
            in.next();
        }
        if (in.peek() == END && !inMap) {
            if (key.equals("}")) {
                return false;
            }
            Position end = in.here();
            throw in.error(end, "config is invalid (" + end + ")");
        }
        if (isSeparator(in.peek())) {
            in.next();
        }
        if (inMap) {
            beforeValueInMap(key);
        }
        Scope.put(map, key, at, value());
        return true;
    }

    private String quotedKey(char quote, boolean inMap) throws ConfigException {
        String kind = quote == '"' ? "double quoted" : "quoted";
        return scalars.upTo(quote, inMap ? "Unexpected EOF processing " + kind + " map key." : "Unexpected EOF.");
    }

    private String bareKey(boolean inMap) throws ConfigException {
        int start = in.offset();
        in.next();
        while (!isSpace(in.peek()) && !isSeparator(in.peek())) {
            if (in.peek() == END) {
                if (inMap) {
                    in.next();
                    throw in.error("Unexpected EOF processing map key.");
                }
                break;
            }
            in.next();
        }
        return in.slice(start, in.offset());
    }

    private void beforeValueInMap(String key) throws ConfigException {
        while (isSpace(in.peek())) {
            in.next();
        }
        int c = in.peek();
        if (c == ',') {
            in.next();
            throw in.error("Unexpected map value terminator \",\".");
        }
        if (c == '}') {
            in.next();
            throw in.error("Expected a value for key \"" + key + "\", but got '}' instead.");
        }
    }

    private void include(SequencedMap<String, ConfigValue> map) throws ConfigException {
        while (isBlank(in.peek())) {
            in.next();
        }
        Position at = in.here();
        String name = includeName();
        ConfigValue included = parse.include(name, directory, at, depth);
        included.entries().forEach((key, value) -> Scope.put(map, key, value.keyPosition(), value));
    }

    private String includeName() throws ConfigException {
        int c = in.peek();
        if (c == '\'' || c == '"') {
            in.next();
            String kind = c == '"' ? "double quoted" : "quoted";
            return scalars.upTo((char) c, "Unexpected EOF in " + kind + " include");
        }
        String wrong = switch (c) {
            case '[' -> "start of an array";
            case '{' -> "start of a map";
            case '(' -> "start of a block";
            case '\\' -> "escape sequence";
            case '-' -> "start of a number";
            case '\n', '\r' -> "new line";
            default -> isDigit(c) ? "start of a number" : "";
        };
        if (!wrong.isEmpty()) {
            in.next();
            throw in.error("Expected include value but found " + wrong);
        }
        int start = in.offset();
        while (!(c == END || isLineEnd(c) || isBlank(c) || c == ';' || c == '}' || c == '\'')) {
            in.next();
            c = in.peek();
        }
        String name = in.slice(start, in.offset());
        if (c == '\'') {
            in.next();
        }
        return name;
    }

    private ConfigValue value() throws ConfigException {
        while (isBlank(in.peek())) {
            in.next();
        }
        int c = in.peek();
        Position at = in.here();
        if (c == '[' || c == '{') {
            in.next();
            return c == '[' ? array(at) : map(at);
        }
        if (c == '\'' || c == '"' || c == '(') {
            in.next();
            return c == '\'' ? scalars.singleQuoted() : c == '"' ? scalars.doubleQuoted() : scalars.block();
        }
        if (c == '-') {
            return resolved(scalars.negative());
        }
        if (isDigit(c)) {
            return resolved(scalars.number());
        }
        if (c == '.' || isLineEnd(c)) {
            in.next();
            throw in.error(c == '.' ? "Floats must start with a digit" : "Expected value but found new line");
        }
        return resolved(scalars.bare());
    }

    private ConfigValue resolved(ScalarReader.Token token) throws ConfigException {
        if (!token.isVariable()) {
            return token.value();
        }
        ConfigValue found = scope.refer(token.name());
        ConfigValue value = found != null ? found : parse.variable(token.name(), token.position(), depth + 1);
        return value.referredFrom(token.position());
    }

    private ConfigValue array(Position start) throws ConfigException {
        enter(start);
        List<ConfigValue> elements = new ArrayList<>();
        while (true) {
            int c = in.peek();
            if (isSpace(c)) {
                in.next();
            } else if (startsComment(c)) {
                in.skipComment();
            } else if (c == '/' || c == ',') {
                in.next();
                throw in.error("Unexpected array value terminator ','.");
            } else if (c == ']') {
                break;
            } else {
                elements.add(value());
                if (endOfElement()) {
                    break;
                }
            }
        }
        in.next();
        depth--;
        return checked(ConfigValue.array(elements, start));
    }

    /** Passes what separates elements; true, without passing it, before the end of the array. */
    private boolean endOfElement() throws ConfigException {
        while (true) {
            int c = in.peek();
            if (c == ']') {
                return true;
            }
            if (startsComment(c)) {
                in.skipComment();
                continue;
            }
            in.next();
            if (c == ',' || c == '/' || isLineEnd(c)) {
                return false;
            }
            if (!isBlank(c)) {
                throw in.error("Expected an array value terminator \",\" or an array terminator \"]\", but got '"
                        + show(c) + "' instead.");
            }
        }
    }

    private ConfigValue map(Position start) throws ConfigException {
        enter(start);
        SequencedMap<String, ConfigValue> entries = scope.enter();
        while (true) {
            int c = in.peek();
            if (isSpace(c)) {
                in.next();
            } else if (startsComment(c)) {
                in.skipComment();
            } else if (c == '}') {
                break;
            } else if (c == END || c == ']') {
                in.next();
                throw in.error(
                        c == END ? "Unexpected EOF processing map." : "Unexpected array end ']' processing map.");
            } else {
                entry(entries, true);
                if (endOfMapValue()) {
                    break;
                }
            }
        }
        in.next();
        depth--;
        scope.leave();
        return checked(ConfigValue.map(entries, start));
    }

    /** Passes what separates entries; true, without passing it, before the end of the map. */
    private boolean endOfMapValue() throws ConfigException {
        while (true) {
            int c = in.peek();
            if (c == '}') {
                return true;
            }
            if (startsComment(c)) {
                in.skipComment();
                continue;
            }
            in.next();
            if (c == ',' || c == ';' || c == '/' || isLineEnd(c)) {
                return false;
            }
            if (!isBlank(c)) {
                throw in.error("Expected a map value terminator \",\" or a map terminator \"}\", but got '" + show(c)
                        + "' instead.");
            }
        }
    }

    private boolean startsComment(int c) {
        return c == '#' || (c == '/' && in.isFollowedBy('/'));
    }

    private void enter(Position at) throws ConfigException {
        if (++depth > parse.limits().depth()) {
            throw tooDeep(at);
        }
    }

    private ConfigValue checked(ConfigValue made) throws ConfigException {
        if (depth + made.depth() > parse.limits().depth() + 1) {
            throw tooDeep(made.position());
        }
        if (made.size() > parse.limits().size()) {
            throw in.error(
                    made.position(),
                    "configuration is too large with its variables written out (expected: at most "
                            + parse.limits().size() + " values and characters)");
        }
        return made;
    }

    private ConfigException tooDeep(Position at) {
        return in.error(at, "values are nested deeper than " + parse.limits().depth());
    }
}
