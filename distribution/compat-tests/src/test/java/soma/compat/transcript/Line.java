/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.transcript;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of a transcript file. Connections are named by one capital letter and opened where they are first used. */
sealed interface Line {

    /** A comment, an empty line or a line of the head, kept as it is. An empty line ends a burst of sent lines. */
    record Text(String text) implements Line {}

    /** {@code A> bytes}: the client sends. Consecutive lines of one connection are one write. */
    record Send(String connection, byte[] bytes) implements Line {}

    /** {@code A< bytes}: the server sends this and nothing else before it. */
    record Receive(String connection, byte[] bytes) implements Line {}

    /** {@code A connect}: opens the connection here and shows its first INFO, which is swallowed otherwise. */
    record Connect(String connection) implements Line {}

    /** {@code A close}: the client ends the connection. */
    record Close(String connection) implements Line {}

    /** {@code A closed}: the server ends the connection. */
    record Closed(String connection) implements Line {}

    /** {@code A await}: the recorder waits for something to arrive, up to some seconds. */
    record Wait(String connection) implements Line {}

    Pattern BYTES = Pattern.compile("([A-Z])([<>]) (.*)");
    Pattern EVENT = Pattern.compile("([A-Z]) (connect|close|closed|await)");

    static Line parse(String text) {
        Matcher bytes = BYTES.matcher(text);
        if (bytes.matches()) {
            byte[] content = Escapes.unescape(bytes.group(3));
            return bytes.group(2).equals(">")
                    ? new Send(bytes.group(1), content)
                    : new Receive(bytes.group(1), content);
        }
        Matcher event = EVENT.matcher(text);
        if (event.matches()) {
            String connection = event.group(1);
            return switch (event.group(2)) {
                case "connect" -> new Connect(connection);
                case "close" -> new Close(connection);
                case "closed" -> new Closed(connection);
                default -> new Wait(connection);
            };
        }
        if (text.isEmpty() || text.matches("#.*|config .*|flags .*|needs .*|fresh|unsplit")) {
            return new Text(text);
        }
        throw new IllegalArgumentException(
                "expected '#', 'config', 'flags', 'needs', 'fresh', 'unsplit', 'A> bytes', 'A< bytes' or"
                        + " 'A connect|close|closed|await' but found: "
                        + text);
    }

    default String format() {
        return switch (this) {
            case Text(String text) -> text;
            case Send(String connection, byte[] bytes) -> connection + "> " + Escapes.escape(bytes);
            case Receive(String connection, byte[] bytes) -> connection + "< " + Escapes.escape(bytes);
            case Connect(String connection) -> connection + " connect";
            case Close(String connection) -> connection + " close";
            case Closed(String connection) -> connection + " closed";
            case Wait(String connection) -> connection + " await";
        };
    }

    /** Text of a received line, for looking at. */
    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The bytes of which {@link #text} is the text. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
