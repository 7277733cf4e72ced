/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.service;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import soma.spi.message.ByteView;

/**
 * Writes the header block of a request that crosses into another account: as it was, without what only the server may say, and
 * with what it says. Looks at lines, and understands no more of them than their names.
 *
 * <p>A header that a client wrote under a name of the server's goes whatever the case of its letters, and with blanks before
 * its colon, since there are libraries that would take it for the real one. With it go the lines that continue it.
 */
final class HeaderBlock {
    /** Tells the exporter who asks. */
    static final byte[] INFO = ascii("Nats-Request-Info");

    /** Where a message's trace is sent. */
    static final byte[] TRACE = ascii("Nats-Trace-Dest");

    private static final byte[] VERSION = ascii("NATS/1.0\r\n");
    private static final byte[] COLON = ascii(": ");
    private static final byte[] END_OF_LINE = ascii("\r\n");

    private final ByteView block;
    private final Scratch out;
    private final @Nullable ClientInfo info;
    private final byte @Nullable [] trace;
    private boolean written;

    private HeaderBlock(ByteView block, Scratch out, @Nullable ClientInfo info, byte @Nullable [] trace) {
        this.block = block;
        this.out = out;
        this.info = info;
        this.trace = trace;
    }

    /** Returns how many bytes {@link #write} writes at most. */
    static int room(ByteView block, @Nullable ClientInfo info, byte @Nullable [] trace) {
        int own = INFO.length + (info == null ? 0 : info.room()) + (trace == null ? 0 : TRACE.length + trace.length);
        return block.length() + own + VERSION.length + 2 * (COLON.length + 2 * END_OF_LINE.length);
    }

    /**
     * Writes a block.
     *
     * @param block the block as it was; empty for none
     * @param info  who asks; null to leave what is said of that alone
     * @param trace where the trace goes from now on; null if there is none
     */
    static void write(ByteView block, Scratch out, @Nullable ClientInfo info, byte @Nullable [] trace) {
        new HeaderBlock(block, out, info, trace).write();
    }

    private void write() {
        int from = 0;
        boolean skipping = false;
        if (block.isEmpty() || isOurs(0, lineEnd(0))) {
            out.put(VERSION);
        }
        for (int at = 0, end; at < block.length(); at = end) {
            end = lineEnd(at);
            if (!written && isBlank(at, end)) {
                keep(skipping, from, at);
                writeOwn();
                from = at;
                skipping = false;
            }
            boolean ours = isOurs(at, end) || (skipping && isContinuation(at));
            if (ours && !skipping) {
                keep(false, from, at);
            } else if (!ours && skipping) {
                from = at;
            }
            skipping = ours;
        }
        keep(skipping, from, block.length());
        if (!written) {
            finish(skipping);
        }
    }

    private void keep(boolean skipping, int from, int to) {
        if (!skipping && to > from) {
            out.put(block, from, to);
        }
    }

    /** Ends a block that has no blank line. */
    private void finish(boolean lastSkipped) {
        if (!lastSkipped && !block.isEmpty() && block.byteAt(block.length() - 1) != '\n') {
            out.put(END_OF_LINE);
        }
        writeOwn();
        out.put(END_OF_LINE);
    }

    /** Writes the server's headers, where the block ends for who reads it: behind that nobody would look for them. */
    private void writeOwn() {
        written = true;
        ClientInfo asking = info;
        if (asking != null) {
            out.put(INFO).put(COLON);
            asking.writeTo(out);
            out.put(END_OF_LINE);
        }
        byte[] destination = trace;
        if (destination != null) {
            out.put(TRACE).put(COLON).put(destination).put(END_OF_LINE);
        }
    }

    /** Returns where the next line begins. There are libraries that take CR alone for the end of one. */
    private int lineEnd(int from) {
        int at = from;
        while (at < block.length()) {
            byte last = block.byteAt(at++);
            boolean alone = last == '\r' && (at == block.length() || block.byteAt(at) != '\n');
            if (last == '\n' || alone) {
                return at;
            }
        }
        return at;
    }

    private boolean isBlank(int from, int end) {
        int length = end - from;
        boolean empty = length == 1 || (length == 2 && block.byteAt(from) == '\r');
        return empty && block.byteAt(end - 1) == '\n' && (from == 0 || block.byteAt(from - 1) == '\n');
    }

    private boolean isContinuation(int at) {
        byte first = block.byteAt(at);
        return first == ' ' || first == '\t';
    }

    private boolean isOurs(int from, int end) {
        return (info != null && isNamed(from, end, INFO)) || (trace != null && isNamed(from, end, TRACE));
    }

    private boolean isNamed(int from, int end, byte[] name) {
        if (end - from <= name.length) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (lower(block.byteAt(from + i)) != lower(name[i])) {
                return false;
            }
        }
        int at = from + name.length;
        while (at < end && (block.byteAt(at) == ' ' || block.byteAt(at) == '\t')) {
            at++;
        }
        return at < end && block.byteAt(at) == ':';
    }

    private static int lower(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
