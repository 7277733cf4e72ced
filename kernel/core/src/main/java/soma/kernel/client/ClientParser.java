/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import java.lang.foreign.MemorySegment;
import soma.kernel.lane.Frame;
import soma.kernel.lane.Words;
import soma.spi.annotation.HotPath;

/**
 * Parses what clients send. Messages in the usual spelling, {@code PUB subject [reply] size}, are recognised eight bytes at
 * a time and handed on where they lie; everything else goes to {@link ControlLines}. The result does not depend on how the
 * bytes are split over reads. Confined to the session's loop.
 */
@HotPath
final class ClientParser {
    /** What {@link ControlLines} and this parser return when more bytes are needed. */
    static final long INCOMPLETE = -1;

    private static final long NOT_USUAL = -2;

    private static final int PUB = 'P' | 'U' << 8 | 'B' << 16 | ' ' << 24;
    private static final int HPUB = 'H' | 'P' << 8 | 'U' << 16 | 'B' << 24;

    private static final long ABOVE_BLANK = 0x2121212121212121L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final ClientPublisher publisher;
    private final ControlLines lines;
    private final Frame frame;
    private boolean halted;
    private int wanted;
    private long wantedEnd;
    private int maxControlLine;
    private int maxPayload;

    ClientParser(ClientPublisher publisher, ControlLines lines, Frame frame) {
        this.publisher = publisher;
        this.lines = lines;
        this.frame = frame;
    }

    /** Sets the limits in force for the bytes parsed next. */
    void limits(int controlLine, int payload) {
        maxControlLine = controlLine;
        maxPayload = payload;
    }

    /** Stops parsing after the line that is being parsed, or lets it go on. */
    void halt(boolean stop) {
        halted = stop;
    }

    /** Returns how many bytes the message that is not complete needs to be judged further, or 0. */
    int wanted() {
        return wanted;
    }

    /** Sets where the message would end that is not complete. */
    void wantUpTo(long end) {
        wantedEnd = end;
    }

    /**
     * Parses all that is complete.
     *
     * @return where the first byte lies that was not used up
     */
    long parse(MemorySegment memory, long from, long to) {
        wanted = 0;
        wantedEnd = 0;
        long at = from;
        while (at < to && !halted) {
            long next = next(memory, at, to);
            if (next < 0) {
                if (wantedEnd > at) {
                    wanted = (int) (firstJudged(to) - at);
                }
                return at;
            }
            at = next;
        }
        return at;
    }

    /** The first byte behind a payload is judged as soon as it is there: a wrong one is answered without waiting for more. */
    private long firstJudged(long to) {
        return to < wantedEnd - 1 ? wantedEnd - 1 : wantedEnd;
    }

    private long next(MemorySegment memory, long at, long to) {
        long next = NOT_USUAL;
        if (publisher.isOpen() && !lines.isIgnoring()) {
            int verb = memory.get(Words.INT, at);
            if (verb == PUB) {
                next = publish(memory, at + 4, to);
            } else if (verb == HPUB && publisher.takesHeaders() && memory.get(Words.BYTE, at + 4) == ' ') {
                next = publishWithHeaders(memory, at + 5, to);
            }
        }
        return next == NOT_USUAL ? lines.parse(memory, at, to) : next;
    }

    /** Parses {@code subject [reply] size CRLF payload CRLF}. */
    private long publish(MemorySegment memory, long subject, long to) {
        long afterSubject = subject(memory, subject, to);
        if (afterSubject < 0) {
            return NOT_USUAL;
        }
        long second = afterSubject + 1;
        long end = tokenEnd(memory, second, to);
        if (end >= to || end == second) {
            return NOT_USUAL;
        }
        long size = second;
        if (memory.get(Words.BYTE, end) == ' ') {
            frame.reply(second, (int) (end - second));
            size = end + 1;
            end = tokenEnd(memory, size, to);
        }
        return body(memory, subject, second, size, end, to);
    }

    /** Parses {@code subject [reply] headers size CRLF headers payload CRLF}. */
    private long publishWithHeaders(MemorySegment memory, long subject, long to) {
        long afterSubject = subject(memory, subject, to);
        if (afterSubject < 0) {
            return NOT_USUAL;
        }
        long second = afterSubject + 1;
        long secondEnd = tokenEnd(memory, second, to);
        if (secondEnd >= to || secondEnd == second || memory.get(Words.BYTE, secondEnd) != ' ') {
            return NOT_USUAL;
        }
        long third = secondEnd + 1;
        long end = tokenEnd(memory, third, to);
        long size = third;
        int headers;
        if (end < to && end > third && memory.get(Words.BYTE, end) == ' ') {
            frame.reply(second, (int) (secondEnd - second));
            headers = number(memory, third, end);
            size = end + 1;
            end = tokenEnd(memory, size, to);
        } else {
            headers = number(memory, second, secondEnd);
        }
        if (headers <= 0) {
            return NOT_USUAL; // wrong, or a message without headers after all, whose tail must not say so
        }
        frame.headers(headers);
        return body(memory, subject, second, size, end, to);
    }

    /**
     * Points the frame at the subject.
     *
     * @return where the blank after it lies, or {@link #NOT_USUAL}
     */
    private long subject(MemorySegment memory, long from, long to) {
        long at = from;
        long hash = Words.seed();
        long blanks;
        while (true) {
            long word = memory.get(Words.LONG, at);
            blanks = word - ABOVE_BLANK & ~word & HIGH_BITS;
            if (blanks != 0) {
                int bits = Long.numberOfTrailingZeros(blanks) & ~7;
                if (bits != 0) {
                    hash = Words.mix(hash, word & (1L << bits) - 1);
                }
                at += bits >>> 3;
                break;
            }
            hash = Words.mix(hash, word);
            at += 8;
            if (at >= to) {
                return NOT_USUAL;
            }
        }
        int length = (int) (at - from);
        if (at >= to || length == 0 || memory.get(Words.BYTE, at) != ' ') {
            return NOT_USUAL;
        }
        frame.subject(memory, from, length, Words.finish(hash, length));
        return at;
    }

    /** Returns where the first byte lies that is a blank or a control character; not before the end if there is none. */
    private static long tokenEnd(MemorySegment memory, long from, long to) {
        for (long at = from; at < to; at += 8) {
            long word = memory.get(Words.LONG, at);
            long blanks = word - ABOVE_BLANK & ~word & HIGH_BITS;
            if (blanks != 0) {
                return at + (Long.numberOfTrailingZeros(blanks) >>> 3);
            }
        }
        return to;
    }

    /** Reads one to nine digits; -1 if there are other bytes. */
    private static int number(MemorySegment memory, long from, long to) {
        if (to - from > 9 || to == from) {
            return -1;
        }
        int number = 0;
        for (long at = from; at < to; at++) {
            int digit = memory.get(Words.BYTE, at) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private long body(MemorySegment memory, long subject, long tail, long size, long lineEnd, long to) {
        if (lineEnd + 1 >= to
                || memory.get(Words.SHORT, lineEnd) != Words.LINE_END
                || lineEnd - subject > maxControlLine) {
            return NOT_USUAL;
        }
        int bytes = number(memory, size, lineEnd);
        if (bytes < 0 || bytes > maxPayload || bytes < frame.headerLength()) {
            return NOT_USUAL;
        }
        long end = lineEnd + 2 + bytes + 2;
        if (end - 1 > to) {
            wantedEnd = end;
            return INCOMPLETE;
        }
        if (end > to) {
            return NOT_USUAL; // one byte is missing, and the one before it may be wrong
        }
        if (memory.get(Words.SHORT, end - 2) != Words.LINE_END) {
            return NOT_USUAL;
        }
        frame.tail(tail, (int) (end - tail), bytes);
        publisher.publish();
        return end;
    }
}
