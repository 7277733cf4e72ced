/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.message;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import soma.spi.annotation.Api;
import soma.spi.annotation.HotPath;

/**
 * A window on bytes of native memory that someone else owns; re-pointed rather than allocated. Not thread-safe. Using a
 * view after the call that handed it over is undefined: the bytes will be others by then.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@HotPath
public final class ByteView {
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private MemorySegment segment = MemorySegment.NULL;
    private long offset;
    private int length;

    /** Makes a window on nothing. */
    public ByteView() {}

    /**
     * Points this view at bytes of a native segment.
     *
     * @param source native memory; heap segments would slow down every reader
     */
    public ByteView wrap(MemorySegment source, long from, int count) {
        segment = source;
        offset = from;
        length = count;
        return this;
    }

    /** Points this view at what another one shows. */
    public ByteView wrap(ByteView other) {
        return wrap(other.segment, other.offset, other.length);
    }

    /** Points this view at nothing. */
    public ByteView clear() {
        return wrap(MemorySegment.NULL, 0, 0);
    }

    /** Returns the memory that {@link #offset} counts in. */
    public MemorySegment segment() {
        return segment;
    }

    /** Returns where the bytes begin in the segment. */
    public long offset() {
        return offset;
    }

    /** Returns how many bytes there are. */
    public int length() {
        return length;
    }

    /** Returns whether there are none. */
    public boolean isEmpty() {
        return length == 0;
    }

    /**
     * Returns one byte.
     *
     * @throws IndexOutOfBoundsException if it lies outside the segment; the view's own end is the caller's to mind
     */
    public byte byteAt(int index) {
        return segment.get(ValueLayout.JAVA_BYTE, offset + index);
    }

    /**
     * Returns eight bytes from an index on, the first one lowest. Zeros stand for those beyond the end of the view, so that
     * all of it can be looked at eight bytes at a time.
     *
     * @param index not negative; may lie beyond the end
     */
    public long wordAt(int index) {
        int left = length - index;
        long at = offset + index;
        if (at > segment.byteSize() - Long.BYTES) {
            return lastWord(index, left);
        }
        long word = segment.get(WORD, at); // may reach beyond the view, where there is more memory nearly always
        return left >= Long.BYTES ? word : left <= 0 ? 0 : word & -1L >>> (Long.SIZE - Byte.SIZE * left);
    }

    /** Reads byte by byte what eight bytes at a time cannot be read of: the segment ends. */
    private long lastWord(int index, int left) {
        long word = 0;
        for (int i = 0; i < Math.min(left, Long.BYTES); i++) {
            word |= (byteAt(index + i) & 0xFFL) << (Byte.SIZE * i);
        }
        return word;
    }

    /** Copies the bytes to other memory. */
    public void copyTo(MemorySegment target, long at) {
        MemorySegment.copy(segment, offset, target, at, length);
    }

    /** Returns whether both views show the same bytes. */
    public boolean contentEquals(ByteView other) {
        return length == other.length
                && (length == 0
                        || (segment.equals(other.segment) && offset == other.offset)
                        || MemorySegment.mismatch(
                                        segment,
                                        offset,
                                        offset + length,
                                        other.segment,
                                        other.offset,
                                        other.offset + length)
                                < 0);
    }

    /** Returns whether the view shows exactly these bytes. */
    public boolean contentEquals(byte[] bytes) {
        return length == bytes.length && startsWith(bytes);
    }

    /** Returns whether the view begins with these bytes. */
    public boolean startsWith(byte[] bytes) {
        if (length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if (byteAt(i) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /** Returns the bytes in an array of their own. */
    public byte[] copy() {
        byte[] bytes = new byte[length];
        MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, offset, bytes, 0, length);
        return bytes;
    }

    /** Returns the bytes as UTF-8 text; what is no UTF-8 shows as replacement characters. */
    @Override
    public String toString() {
        return new String(copy(), StandardCharsets.UTF_8);
    }
}
