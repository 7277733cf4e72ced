/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.kernel.json.JsonException;
import soma.kernel.json.JsonReader;
import soma.kernel.lane.Words;
import soma.spi.message.ByteView;
import soma.spi.message.Message;
import soma.spi.wire.ControlLine;
import soma.spi.wire.Digits;

/** Does what control lines ask for. Confined to the session's loop. */
final class ClientVerbs {
    private static final Logger LOG = LoggerFactory.getLogger(ClientVerbs.class);
    private static final int MOST_ARGUMENTS = 4;
    private static final String TOO_LARGE = "maximum payload exceeded";

    private final ClientSession session;
    private final ControlLine arguments = new ControlLine(MOST_ARGUMENTS);
    private final ByteView view = new ByteView();

    ClientVerbs(ClientSession session) {
        this.session = session;
    }

    /**
     * Does what one line asks for.
     *
     * @param from where the arguments begin
     * @param to   where they end
     * @param next where the line ends and a payload would begin
     * @return where the next line begins, or {@link ClientParser#INCOMPLETE}
     */
    long take(Verb verb, MemorySegment memory, long from, long to, long next) {
        if (verb == Verb.PUB || verb == Verb.HPUB) {
            return publish(verb, memory, from, to, next);
        }
        session.trace().in(verb, memory, from, to);
        if (verb != Verb.PONG) {
            session.touch();
        }
        switch (verb) {
            case SUB -> subscribe(memory, from, to);
            case UNSUB -> unsubscribe(memory, from, to);
            case CONNECT -> connect(memory, from, to);
            case PING -> session.greeting().ping();
            case PONG -> session.pings().pong();
            case INFO -> info(memory, from, to);
            case ERR -> peerError(memory, from, to);
            default -> {
                // a client's +OK is accepted and ignored
            }
        }
        return next;
    }

    private void connect(MemorySegment memory, long from, long to) {
        Map<String, @Nullable Object> fields = json(memory, from, to);
        if (fields != null) {
            session.admission().connect(fields);
        }
    }

    private void info(MemorySegment memory, long from, long to) {
        json(memory, from, to);
    }

    private @Nullable Map<String, @Nullable Object> json(MemorySegment memory, long from, long to) {
        try {
            return JsonReader.readObject(view.wrap(memory, from, (int) (to - from)));
        } catch (JsonException e) {
            LOG.debug("{} - Bad JSON: {}", session, e.getMessage());
            session.close(CloseReason.PROTOCOL_VIOLATION);
            return null;
        }
    }

    private void peerError(MemorySegment memory, long from, long to) {
        LOG.error("{} - Client Error {}", session, Words.text(memory, from, (int) (to - from)));
        session.close(CloseReason.PARSE_ERROR);
    }

    private void subscribe(MemorySegment memory, long from, long to) {
        int count = arguments.split(memory, from, to);
        if (count != 2 && count != 3) {
            malformed("processSub Parse Error", memory, from, to);
            return;
        }
        String queue = count == 3 ? arguments.argument(1).toString() : null;
        session.subscriptions()
                .subscribe(
                        arguments.argument(0),
                        queue,
                        arguments.argument(count - 1).copy());
    }

    private void unsubscribe(MemorySegment memory, long from, long to) {
        int count = arguments.split(memory, from, to);
        if (count != 1 && count != 2) {
            malformed("processUnsub Parse Error", memory, from, to);
            return;
        }
        long max = count == 2 ? Digits.parse(arguments.argument(1)) : -1;
        session.subscriptions().unsubscribe(arguments.argument(0).copy(), max);
    }

    private void malformed(String problem, MemorySegment memory, long from, long to) {
        LOG.error("{} - {}: {}", session, problem, GoQuote.quote(Words.bytes(memory, from, (int) (to - from))));
        session.close(CloseReason.PROTOCOL_VIOLATION);
    }

    private long publish(Verb verb, MemorySegment memory, long from, long to, long next) {
        boolean withHeaders = verb == Verb.HPUB;
        int count = arguments.splitAtSpaces(memory, from, to);
        int least = withHeaders ? 3 : 2;
        boolean counted = count == least || count == least + 1;
        int size = counted ? Digits.parse(arguments.argument(count - 1)) : 0;
        int headers = counted && withHeaders ? Digits.parse(arguments.argument(count - 2)) : 0;
        String problem = problem(withHeaders, counted, headers, size);
        if (!problem.isEmpty()) {
            session.trace().in(verb, memory, from, to);
            malformed(problem, memory, from, to);
            return next;
        }
        if (size > session.limits().maxPayload()) {
            session.trace().in(verb, memory, from, to);
            if (headers > 0) {
                tellRefused(count > least, memory, next, headers, size);
            }
            session.fail(ClientErrors.maxPayload(size, session.limits().maxPayload()), CloseReason.MAX_PAYLOAD);
            return next;
        }
        return publish(new Rewriting(withHeaders, count > least, headers, size), memory, next);
    }

    /** Returns what is wrong with a control line, or nothing. */
    private String problem(boolean withHeaders, boolean counted, int headers, int size) {
        if (withHeaders && !session.publisher().takesHeaders()) {
            return "message headers not supported";
        }
        if (!counted) {
            return withHeaders ? "processHeaderPub Parse Error" : "processPub Parse Error";
        }
        if (headers < 0) {
            return "processHeaderPub Bad or Missing Header Size";
        }
        if (size < 0) {
            return withHeaders ? "processHeaderPub Bad or Missing Total Size" : "processPub Bad or Missing Size";
        }
        return headers > size ? "processHeaderPub Header Size larger then TotalSize" : "";
    }

    /** Tells of a message that is too large, with what has been read of its headers. */
    private void tellRefused(boolean withReply, MemorySegment memory, long next, int headers, int size) {
        Message message = new Message().address(arguments.argument(0));
        if (withReply) {
            message.reply().wrap(arguments.argument(1));
        }
        message.headers().wrap(memory, next, (int) Math.min(headers, session.readEnd() - next));
        session.publisher().refused(message, size, TOO_LARGE);
    }

    /** A message in an unusual spelling. */
    private record Rewriting(boolean withHeaders, boolean withReply, int headers, int size) {}

    private long publish(Rewriting message, MemorySegment memory, long payload) {
        long available = session.readEnd() - payload;
        if (available > message.size()
                && isWrongTrailer(memory, payload + message.size(), available - message.size())) {
            long wrong = payload + message.size();
            session.fail(ClientErrors.unknownOperation(memory, wrong, wrong + 1), CloseReason.PROTOCOL_VIOLATION);
            return payload;
        }
        if (available < message.size() + 2L) {
            session.wantUpTo(payload + message.size() + 2);
            return ClientParser.INCOMPLETE;
        }
        session.rewriter()
                .publish(
                        arguments,
                        message.withReply(),
                        message.withHeaders(),
                        new PublishRewriter.Body(memory, payload, message.headers(), message.size()));
        return payload + message.size() + 2;
    }

    private static boolean isWrongTrailer(MemorySegment memory, long at, long available) {
        return available >= 2 ? memory.get(Words.SHORT, at) != Words.LINE_END : memory.get(Words.BYTE, at) != '\r';
    }
}
