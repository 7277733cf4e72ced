/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.subject.mapping.api;

import java.util.regex.Pattern;

/** Makes something of one token. Lengths count characters; nats-server counts bytes, which is the same for ASCII. */
@FunctionalInterface
interface TokenFunction {
    /** Appends what becomes of the token. */
    void append(String token, StringBuilder to);

    /** Cuts off so many characters at the left. */
    static TokenFunction splitFromLeft(int length) {
        return (token, to) -> cutAt(token, length, length, to);
    }

    /** Cuts off so many characters at the right. */
    static TokenFunction splitFromRight(int length) {
        return (token, to) -> cutAt(token, length, size(token) - length, to);
    }

    /** Cuts into pieces of a length, the last one being what is left. */
    static TokenFunction sliceFromLeft(int length) {
        return (token, to) -> slice(token, length, length, to);
    }

    /** Cuts into pieces of a length, the first one being what is left. */
    static TokenFunction sliceFromRight(int length) {
        return (token, to) -> slice(token, length, length < 1 ? 0 : size(token) % length, to);
    }

    /** Takes so many characters at the left. */
    static TokenFunction left(int length) {
        return (token, to) -> to.append(isInside(token, length) ? piece(token, 0, length) : token);
    }

    /** Takes so many characters at the right. */
    static TokenFunction right(int length) {
        return (token, to) -> {
            int size = size(token);
            to.append(isInside(token, length) ? piece(token, size - length, size) : token);
        };
    }

    /** Cuts at every delimiter, and between all characters if it is empty. */
    static TokenFunction split(String delimiter) {
        return (token, to) -> {
            String[] pieces = delimiter.isEmpty()
                    ? token.codePoints().mapToObj(Character::toString).toArray(String[]::new)
                    : token.split(Pattern.quote(delimiter), -1);
            for (int i = 0; i < pieces.length; i++) {
                to.append(pieces[i]);
                boolean leading = i == 0 && pieces[i].isEmpty();
                if (i < pieces.length - 1 && !pieces[i + 1].isEmpty() && !leading) {
                    to.append('.');
                }
            }
        };
    }

    private static void cutAt(String token, int length, int at, StringBuilder to) {
        if (isInside(token, length)) {
            to.append(piece(token, 0, at)).append('.').append(piece(token, at, size(token)));
        } else {
            to.append(token);
        }
    }

    private static void slice(String token, int length, int first, StringBuilder to) {
        if (!isInside(token, length)) {
            to.append(token);
            return;
        }
        int size = size(token);
        int from = 0;
        for (int end = first == 0 ? length : first; from < size; end = Math.min(size, end + length)) {
            to.append(from == 0 ? "" : ".").append(piece(token, from, end));
            from = end;
        }
    }

    private static boolean isInside(String token, int length) {
        return length > 0 && length < size(token);
    }

    private static int size(String token) {
        return token.codePointCount(0, token.length());
    }

    private static String piece(String token, int from, int to) {
        int start = token.offsetByCodePoints(0, from);
        return token.substring(start, token.offsetByCodePoints(start, to - from));
    }
}
