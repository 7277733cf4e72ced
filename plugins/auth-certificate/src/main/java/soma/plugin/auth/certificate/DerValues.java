/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.certificate;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the values of DER one after the other. Confined to its user. */
final class DerValues {
    static final int OID = 0x06;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;
    static final int VERSION = 0xa0;

    private final byte[] bytes;
    private final int end;
    private int at;

    private DerValues(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /** Something is no DER, or not what was expected. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message);
        }
    }

    static DerValues of(byte[] bytes) {
        return new DerValues(bytes, 0, bytes.length);
    }

    boolean hasMore() {
        return at < end;
    }

    /** Returns the tag of the next value; -1 at the end. */
    int tag() {
        return at < end ? bytes[at] & 0xff : -1;
    }

    /** Enters the next value, which must have that tag, and goes on behind it. */
    DerValues enter(int tag) throws Malformed {
        if (tag() != tag) {
            throw new Malformed("tag " + tag() + " at " + at + " (expected: " + tag + ")");
        }
        return next();
    }

    /** Enters the next value, whatever it is, and goes on behind it. */
    DerValues next() throws Malformed {
        if (end - at < 2) {
            throw new Malformed("the end at " + at + " (expected: a value)");
        }
        int first = bytes[at + 1] & 0xff;
        int count = first < 0x80 ? 0 : first & 0x7f;
        if (first == 0x80 || count > 4 || end - at - 2 < count) {
            throw new Malformed("length at " + at + " (expected: a definite one)");
        }
        long length = count == 0 ? first : 0;
        for (int i = 0; i < count; i++) {
            length = (length << 8) | (bytes[at + 2 + i] & 0xff);
        }
        int from = at + 2 + count;
        if (length > end - from) {
            throw new Malformed("a value at " + at + " (expected: to end by " + end + ")");
        }
        at = from + (int) length;
        return new DerValues(bytes, from, at);
    }

    /** Returns this object identifier with dots. */
    String oid() throws Malformed {
        var text = new StringBuilder();
        long arc = 0;
        boolean first = true;
        for (int i = at; i < end; i++) {
            if (arc > Long.MAX_VALUE >> 8) {
                throw new Malformed("an object identifier that is too large");
            }
            arc = (arc << 7) | (bytes[i] & 0x7f);
            if ((bytes[i] & 0x80) == 0) {
                if (first) {
                    long top = Math.min(2, arc / 40);
                    text.append(top).append('.').append(arc - top * 40);
                    first = false;
                } else {
                    text.append('.').append(arc);
                }
                arc = 0;
            }
        }
        return text.toString();
    }

    /** Returns the text of a value that had that tag; null if it is none, or holds what is no text. */
    @Nullable
    String text(int tag) {
        Charset charset = switch (tag) {
            case 0x0c, 0x12, 0x13, 0x14, 0x16 -> StandardCharsets.UTF_8;
            case 0x1e -> StandardCharsets.UTF_16BE;
            default -> null;
        };
        if (charset == null) {
            return null;
        }
        try {
            return charset.newDecoder()
                    .decode(ByteBuffer.wrap(Arrays.copyOfRange(bytes, at, end)))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
