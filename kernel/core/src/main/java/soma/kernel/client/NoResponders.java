/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import soma.kernel.index.MatchSet;
import soma.kernel.lane.ClientSink;
import soma.kernel.lane.Frame;
import soma.kernel.lane.Words;
import soma.kernel.participant.SessionParticipant;

/**
 * Answers a request that reached nobody: status 503 to the requester's own plain subscription on the reply subject, and to
 * no other. The answer counts neither as a message nor towards the subscription's limit. Confined to the session's loop.
 */
final class NoResponders {
    private static final byte[] STATUS = "NATS/1.0 503\r\nNats-Subject: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\r\n\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** The header block is the status line, the subject's line, and a blank line. */
    private static final int BLOCK = STATUS.length + 4;

    private final ClientSession session;
    private @Nullable MatchSet matches;

    NoResponders(ClientSession session) {
        this.session = session;
    }

    void answer(Frame frame, byte[] subject, SessionParticipant source) {
        ClientSink sink = subscriptionOn(frame, source);
        if (sink == null) {
            return;
        }
        byte[] reply = Words.bytes(frame.memory(), frame.reply(), frame.replyLength());
        int size = BLOCK + subject.length;
        byte[] sizes = (size + " " + size + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] head = concat("HMSG ".getBytes(StandardCharsets.US_ASCII), reply, SPACE, sink.id(), SPACE, sizes);
        session.send(concat(head, STATUS, subject, END));
    }

    private static final byte[] SPACE = {' '};

    private @Nullable ClientSink subscriptionOn(Frame frame, SessionParticipant source) {
        MatchSet found = matches == null ? new MatchSet() : matches;
        matches = found;
        source.ownSpace().index().match(frame.memory(), frame.reply(), frame.replyLength(), found);
        try {
            for (int i = 0; i < found.plain(); i++) {
                ClientSink sink = found.plain(i).sink();
                if (sink != null && sink.outlet() == session.outlet()) {
                    return sink;
                }
            }
            return null;
        } finally {
            found.clear();
        }
    }

    private static byte[] concat(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
