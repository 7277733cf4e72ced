/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.wire;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import soma.spi.annotation.Api;
import soma.spi.annotation.HotPath;
import soma.spi.message.ByteView;

/**
 * Splits the arguments of a control line at runs of blanks. Reused from line to
 * line; the views it returns are valid until the next {@link #split}. Confined to one thread.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public final class ControlLine {
    private final ByteView[] arguments;
    private int count;

    /**
     * Makes a splitter.
     *
     * @param most how many arguments are kept; more are counted but not kept
     */
    public ControlLine(int most) {
        arguments = new ByteView[most];
        for (int i = 0; i < most; i++) {
            arguments[i] = new ByteView();
        }
    }

    /**
     * Splits a line at spaces, tabs, carriage returns and line feeds.
     *
     * @return how many arguments it has, which may be more than are kept
     */
    @HotPath
    public int split(MemorySegment memory, long from, long to) {
        return split(memory, from, to, true);
    }

    /**
     * Splits a line at spaces and tabs only.
     *
     * @return how many arguments it has, which may be more than are kept
     */
    @HotPath
    public int splitAtSpaces(MemorySegment memory, long from, long to) {
        return split(memory, from, to, false);
    }

    private int split(MemorySegment memory, long from, long to, boolean atLineEnds) {
        count = 0;
        long at = from;
        while (at < to) {
            while (at < to && isBlank(memory.get(ValueLayout.JAVA_BYTE, at), atLineEnds)) {
                at++;
            }
            long start = at;
            while (at < to && !isBlank(memory.get(ValueLayout.JAVA_BYTE, at), atLineEnds)) {
                at++;
            }
            if (at > start) {
                if (count < arguments.length) {
                    arguments[count].wrap(memory, start, (int) (at - start));
                }
                count++;
            }
        }
        return count;
    }

    /** Returns how many arguments the line has. */
    public int count() {
        return count;
    }

    /** Returns an argument, from 0. */
    public ByteView argument(int index) {
        return arguments[index];
    }

    private static boolean isBlank(byte b, boolean atLineEnds) {
        return b == ' ' || b == '\t' || (atLineEnds && (b == '\r' || b == '\n'));
    }
}
