/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import soma.kernel.lane.Words;

/** The verbs that a client may send. */
enum Verb {
    PUB("PUB", Arguments.AFTER_BLANK),
    HPUB("HPUB", Arguments.AFTER_BLANK),
    SUB("SUB", Arguments.AFTER_BLANK),
    UNSUB("UNSUB", Arguments.AFTER_BLANK),
    CONNECT("CONNECT", Arguments.ANYWHERE),
    INFO("INFO", Arguments.ANYWHERE),
    PING("PING", Arguments.IGNORED),
    PONG("PONG", Arguments.IGNORED),
    OK("+OK", Arguments.IGNORED),
    ERR("-ERR", Arguments.AFTER_BLANK);

    private static final Verb[] ALL = values();

    @SuppressWarnings("ImmutableEnumChecker") // never written to
    private final byte[] name;

    private final Arguments arguments;

    /** Where the arguments of a verb begin. */
    enum Arguments {
        /** After at least one blank. */
        AFTER_BLANK,
        /** After any number of blanks. */
        ANYWHERE,
        /** Nowhere: whatever stands up to the end of the line is ignored. */
        IGNORED
    }

    Verb(String name, Arguments arguments) {
        this.name = name.getBytes(StandardCharsets.US_ASCII);
        this.arguments = arguments;
    }

    int length() {
        return name.length;
    }

    Arguments arguments() {
        return arguments;
    }

    /** Returns the verb that the bytes begin with, in upper or lower case; null if none. */
    static @Nullable Verb at(MemorySegment memory, long from, long to) {
        for (Verb verb : ALL) {
            if (to - from >= verb.name.length && verb.agrees(memory, from, to)) {
                return verb;
            }
        }
        return null;
    }

    /** Returns whether the bytes, too few for a whole verb, may become one. */
    static boolean mayBecomeOne(MemorySegment memory, long from, long to) {
        for (Verb verb : ALL) {
            if (to - from < verb.name.length && verb.agrees(memory, from, to)) {
                return true;
            }
        }
        return false;
    }

    private boolean agrees(MemorySegment memory, long from, long to) {
        int count = (int) Math.min(name.length, to - from);
        for (int i = 0; i < count; i++) {
            if (upper(memory.get(Words.BYTE, from + i)) != name[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte upper(byte b) {
        return b >= 'a' && b <= 'z' ? (byte) (b - 32) : b;
    }
}
