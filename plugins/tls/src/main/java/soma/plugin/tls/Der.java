/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.io.ByteArrayOutputStream;

/** Writes and reads the little of DER that keys and OCSP need. Immutable as a value, a reader is confined to its user. */
final class Der {
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTETS = 0x04;
    static final int NULL = 0x05;
    static final int OID = 0x06;
    static final int ENUMERATED = 0x0a;
    static final int TIME = 0x18;
    static final int SEQUENCE = 0x30;
    static final int CONTEXT = 0xa0;
    /** A context tag whose value has no parts. */
    static final int CONTEXT_PLAIN = 0x80;

    private static final int LONGEST = 1 << 24;

    private final byte[] bytes;
    private final int end;
    private int at;

    private Der(byte[] bytes, int from, int end) {
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

    /** Reads bytes from their beginning. */
    static Der of(byte[] bytes) {
        return new Der(bytes, 0, bytes.length);
    }

    /** Writes one value made of parts. */
    static byte[] write(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        var out = new ByteArrayOutputStream(length + 6);
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else {
            int count = (39 - Integer.numberOfLeadingZeros(length)) / 8;
            out.write(0x80 | count);
            for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
                out.write(length >>> shift);
            }
        }
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** Returns whether there is another value. */
    boolean hasMore() {
        return at < end;
    }

    /** Returns the tag of the next value; -1 at the end. */
    int tag() {
        return at < end ? bytes[at] & 0xff : -1;
    }

    /** Enters the next value, which must have that tag, and goes on behind it. */
    Der enter(int tag) throws Malformed {
        if (tag() != tag) {
            throw new Malformed("tag " + tag() + " at " + at + " (expected: " + tag + ")");
        }
        int from = contentStart();
        int length = length();
        at = from + length;
        return new Der(bytes, from, at);
    }

    /** Skips the next value if it has that tag; returns whether it had. */
    boolean skip(int tag) throws Malformed {
        if (tag() != tag) {
            return false;
        }
        next();
        return true;
    }

    /** Returns the next value with its tag and length, and goes on behind it. */
    byte[] next() throws Malformed {
        if (!hasMore()) {
            throw new Malformed("nothing at " + at + " (expected: another value)");
        }
        int from = at;
        int content = contentStart();
        at = content + length();
        return java.util.Arrays.copyOfRange(bytes, from, at);
    }

    /** Returns what has not been read. */
    byte[] rest() {
        byte[] left = java.util.Arrays.copyOfRange(bytes, at, end);
        at = end;
        return left;
    }

    private int contentStart() throws Malformed {
        int first = at + 1 < end ? bytes[at + 1] & 0xff : 0xff;
        int start = at + 2 + (first < 0x80 ? 0 : first & 0x7f);
        if (start > end || first == 0x80 || first > 0x84) {
            throw new Malformed("length at " + at + " (expected: a definite one within the value)");
        }
        return start;
    }

    /** Returns the length of the value at the current place, whose header is known to be complete. */
    private int length() throws Malformed {
        int first = bytes[at + 1] & 0xff;
        long length = first < 0x80 ? first : 0;
        int count = first < 0x80 ? 0 : first & 0x7f;
        for (int i = 0; i < count; i++) {
            length = (length << 8) | (bytes[at + 2 + i] & 0xff);
        }
        if (length > LONGEST || at + 2 + count + length > end) {
            throw new Malformed("a value of " + length + " bytes at " + at + " (expected: to end by " + end + ")");
        }
        return (int) length;
    }
}
