/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.kernel.lane.ClientSink;
import soma.kernel.lane.Frame;
import soma.kernel.lane.Words;
import soma.kernel.options.CoreOptions.Diagnostics;
import soma.spi.message.Message;

/**
 * Logs what goes over the wire, at level TRACE, in nats-server's form. What CONNECT says is never logged beyond the client's
 * name: it may hold secrets under any field. Confined to the session's loop, but for deliveries.
 */
final class WireTrace {
    private static final Logger LOG = LoggerFactory.getLogger(WireTrace.class);

    private static final byte[] NONE = {};

    /** The end of the last header and the blank line after it, which traces of headers leave out. */
    private static final int BLANK_LINE = 4;

    private final ClientSession session;

    WireTrace(ClientSession session) {
        this.session = session;
    }

    /** Returns whether anything is logged. */
    static boolean isOn() {
        return LOG.isTraceEnabled();
    }

    void in(Verb verb, MemorySegment memory, long from, long to) {
        if (LOG.isTraceEnabled()) {
            String shown = verb == Verb.CONNECT ? "{...}" : Words.text(memory, from, (int) (to - from));
            LOG.trace("{} - <<- [{}{}]", session, name(verb), shown.isEmpty() ? "" : " " + GoQuote.line(shown));
        }
    }

    private static String name(Verb verb) {
        return verb == Verb.OK ? "+OK" : verb == Verb.ERR ? "-ERR" : verb.name();
    }

    void in(Frame frame) {
        if (LOG.isTraceEnabled()) {
            StringBuilder line = new StringBuilder(frame.headerLength() > 0 ? "HPUB " : "PUB ")
                    .append(GoQuote.line(Words.text(frame.memory(), frame.subject(), frame.subjectLength())));
            if (frame.replyLength() > 0) {
                line.append(' ').append(GoQuote.line(Words.text(frame.memory(), frame.reply(), frame.replyLength())));
            }
            if (frame.headerLength() > 0) {
                line.append(' ').append(frame.headerLength());
            }
            LOG.trace("{} - <<- [{} {}]", session, line, frame.size());
            payload("<<-", Words.bytes(frame.memory(), frame.body(), frame.size()), frame.headerLength());
        }
    }

    /** Logs a delivery; on any thread. */
    void out(ClientSink sink, Message message) {
        if (LOG.isTraceEnabled()) {
            boolean withHeaders =
                    sink.outlet().takesHeaders() && !message.headers().isEmpty();
            byte[] headers = withHeaders ? message.headers().copy() : NONE;
            byte[] payload = message.payload().copy();
            StringBuilder line = new StringBuilder(withHeaders ? "HMSG " : "MSG ")
                    .append(GoQuote.line(message.subject().toString()))
                    .append(' ')
                    .append(GoQuote.line(new String(sink.id(), StandardCharsets.UTF_8)));
            if (!message.reply().isEmpty()) {
                line.append(' ').append(GoQuote.line(message.reply().toString()));
            }
            if (withHeaders) {
                line.append(' ').append(headers.length);
            }
            LOG.trace("{} - ->> [{} {}]", session, line, headers.length + payload.length);
            byte[] all = Arrays.copyOf(headers, headers.length + payload.length);
            System.arraycopy(payload, 0, all, headers.length, payload.length);
            payload("->>", all, headers.length);
        }
    }

    /** Logs headers and payload, or the headers without their blank line, up to the length that is configured. */
    private void payload(String direction, byte[] all, int headerLength) {
        Diagnostics rules = session.environment().options().diagnostics();
        int length = rules.tracesHeadersOnly() ? headerLength - BLANK_LINE : all.length;
        if (length <= 0) {
            return;
        }
        boolean cut = rules.tracedLength() > 0 && length > rules.tracedLength();
        String shown = GoQuote.quote(Arrays.copyOf(all, cut ? rules.tracedLength() : length));
        String end = cut ? "...\"" : "\"";
        LOG.trace("{} - {} MSG_PAYLOAD: [{}{}]", session, direction, shown.substring(0, shown.length() - 1), end);
    }

    void out(String what) {
        if (LOG.isTraceEnabled()) {
            LOG.trace("{} - ->> [{}]", session, GoQuote.line(what));
        }
    }

    void delete(String id) {
        if (LOG.isTraceEnabled()) {
            LOG.trace("{} - <-> [DELSUB {}]", session, GoQuote.line(id));
        }
    }
}
