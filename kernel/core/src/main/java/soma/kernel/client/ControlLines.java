/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import soma.kernel.lane.Words;

/**
 * Parses control lines in every spelling that nats-server takes: any case, runs of blanks, bare line feeds. Checks nothing of
 * what they say; that is up to {@link ClientVerbs}. Confined to the session's loop.
 */
final class ControlLines {
    private final ClientSession session;
    private final ClientVerbs verbs;
    private @Nullable Verb ignoring;

    ControlLines(ClientSession session, ClientVerbs verbs) {
        this.session = session;
        this.verbs = verbs;
    }

    /** Returns whether a line has begun whose rest is ignored, and has not ended. */
    boolean isIgnoring() {
        return ignoring != null;
    }

    /**
     * Parses one line, and the payload if it has one.
     *
     * @return where the next one begins, or {@link ClientParser#INCOMPLETE}
     */
    long parse(MemorySegment memory, long from, long to) {
        Verb begun = ignoring;
        if (begun != null) {
            return parseIgnored(begun, memory, from, to);
        }
        if (!session.mayBegin(memory.get(Words.BYTE, from))) {
            return session.isOpen() ? ClientParser.INCOMPLETE : to;
        }
        Verb verb = Verb.at(memory, from, to);
        if (verb != null) {
            return parse(verb, memory, from + verb.length(), to);
        }
        return Verb.mayBecomeOne(memory, from, to) ? ClientParser.INCOMPLETE : unknown(memory, from, to);
    }

    private long parse(Verb verb, MemorySegment memory, long from, long to) {
        if (verb.arguments() == Verb.Arguments.IGNORED) {
            return parseIgnored(verb, memory, from, to);
        }
        if (verb.arguments() == Verb.Arguments.AFTER_BLANK) {
            if (from == to) {
                return ClientParser.INCOMPLETE;
            }
            if (!isBlank(memory.get(Words.BYTE, from))) {
                return unknown(memory, from - verb.length(), to);
            }
        }
        long arguments = from;
        while (arguments < to && isBlank(memory.get(Words.BYTE, arguments))) {
            arguments++;
        }
        // nats-server lets blanks go as they come; here a line is kept until it is whole, so they are limited too
        return arguments - from > session.limits().maxControlLine()
                ? tooLong(to)
                : parseArguments(verb, memory, arguments, to);
    }

    /** What is ignored is not kept either: it is used up as it comes, whether or not the line has ended. */
    private long parseIgnored(Verb verb, MemorySegment memory, long from, long to) {
        long end = lineEnd(memory, from, to);
        ignoring = end < 0 ? verb : null;
        return end < 0 ? to : done(verb, memory, from, from, end + 1);
    }

    private long parseArguments(Verb verb, MemorySegment memory, long from, long to) {
        long end = lineEnd(memory, from, to);
        if (end < 0) {
            return withoutReturn(memory, from, to) - from > session.limits().maxControlLine()
                    ? tooLong(to)
                    : ClientParser.INCOMPLETE;
        }
        long argumentsEnd = withoutReturn(memory, from, end);
        if (argumentsEnd - from > session.limits().maxControlLine()) {
            return tooLong(to);
        }
        return done(verb, memory, from, argumentsEnd, end + 1);
    }

    private long done(Verb verb, MemorySegment memory, long from, long to, long next) {
        return verbs.take(verb, memory, from, to, next);
    }

    /** A carriage return anywhere in the arguments takes exactly one byte away before the line feed. */
    private static long withoutReturn(MemorySegment memory, long from, long end) {
        for (long at = from; at < end; at++) {
            if (memory.get(Words.BYTE, at) == '\r') {
                return end - 1;
            }
        }
        return end;
    }

    private static long lineEnd(MemorySegment memory, long from, long to) {
        for (long at = from; at < to; at++) {
            if (memory.get(Words.BYTE, at) == '\n') {
                return at;
            }
        }
        return -1;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    private long unknown(MemorySegment memory, long from, long to) {
        session.fail(ClientErrors.unknownOperation(memory, from, to), CloseReason.PROTOCOL_VIOLATION);
        return to;
    }

    private long tooLong(long to) {
        session.fail(ClientErrors.CONTROL_LINE, CloseReason.MAX_CONTROL_LINE);
        return to;
    }
}
