/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.index;

import java.util.Arrays;
import soma.kernel.lane.Words;

/** One token of a subject that is being added or removed. */
final class Token {
    private final byte[] bytes;
    private final long[] words;
    private final long hash;

    Token(byte[] bytes) {
        this.bytes = bytes;
        this.words = Words.of(bytes);
        this.hash = Words.hash(words, bytes.length);
    }

    /** Splits a subject at its dots. */
    static Token[] split(byte[] subject) {
        int count = 1;
        for (byte b : subject) {
            count += b == '.' ? 1 : 0;
        }
        Token[] tokens = new Token[count];
        int start = 0;
        int at = 0;
        for (int i = 0; i <= subject.length; i++) {
            if (i == subject.length || subject[i] == '.') {
                tokens[at++] = new Token(Arrays.copyOfRange(subject, start, i));
                start = i + 1;
            }
        }
        return tokens;
    }

    boolean isAny() {
        return bytes.length == 1 && bytes[0] == '*';
    }

    boolean isRest() {
        return bytes.length == 1 && bytes[0] == '>';
    }

    int length() {
        return bytes.length;
    }

    long[] words() {
        return words;
    }

    long hash() {
        return hash;
    }
}
