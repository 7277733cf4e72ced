/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import java.lang.foreign.MemorySegment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.kernel.lane.Frame;
import soma.kernel.lane.Words;

/**
 * Logs what goes over the wire, at level TRACE, in nats-server's form. What CONNECT says is never logged beyond the client's
 * name: it may hold secrets under any field. Confined to the session's loop.
 */
final class WireTrace {
    private static final Logger LOG = LoggerFactory.getLogger(WireTrace.class);

    private final ClientSession session;

    WireTrace(ClientSession session) {
        this.session = session;
    }

    /** Returns whether anything is logged. */
    boolean isOn() {
        return LOG.isTraceEnabled();
    }

    void in(Verb verb, MemorySegment memory, long from, long to) {
        if (LOG.isTraceEnabled()) {
            String shown = verb == Verb.CONNECT ? "{...}" : Words.text(memory, from, (int) (to - from));
            LOG.trace("{} - <<- [{}{}]", session, name(verb), shown.isEmpty() ? "" : " " + clean(shown));
        }
    }

    private static String name(Verb verb) {
        return verb == Verb.OK ? "+OK" : verb == Verb.ERR ? "-ERR" : verb.name();
    }

    void in(Frame frame) {
        if (LOG.isTraceEnabled()) {
            StringBuilder line = new StringBuilder(frame.headerLength() > 0 ? "HPUB " : "PUB ")
                    .append(clean(Words.text(frame.memory(), frame.subject(), frame.subjectLength())));
            if (frame.replyLength() > 0) {
                line.append(' ').append(clean(Words.text(frame.memory(), frame.reply(), frame.replyLength())));
            }
            if (frame.headerLength() > 0) {
                line.append(' ').append(frame.headerLength());
            }
            LOG.trace("{} - <<- [{} {}]", session, line, frame.size());
            String payload = Words.text(
                    frame.memory(), frame.body() + frame.headerLength(), frame.size() - frame.headerLength());
            LOG.trace("{} - <<- MSG_PAYLOAD: [{}]", session, GoQuote.quote(payload));
        }
    }

    void out(String what) {
        if (LOG.isTraceEnabled()) {
            LOG.trace("{} - ->> [{}]", session, clean(what));
        }
    }

    void delete(String id) {
        if (LOG.isTraceEnabled()) {
            LOG.trace("{} - <-> [DELSUB {}]", session, clean(id));
        }
    }

    /** Keeps one event one line, whatever a peer sends. */
    private static String clean(String text) {
        String quoted = GoQuote.quote(text);
        return quoted.substring(1, quoted.length() - 1);
    }
}
