/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import java.lang.foreign.MemorySegment;
import soma.kernel.lane.Frame;
import soma.kernel.lane.Lane;
import soma.kernel.lane.Words;
import soma.spi.memory.Chunk;
import soma.spi.message.ByteView;
import soma.spi.wire.ControlLine;

/**
 * Brings a message in an unusual spelling into the usual one, since subscribers are sent the publisher's own bytes. Confined
 * to the session's loop.
 */
final class PublishRewriter {

    private final ClientPublisher publisher;
    private final Lane lane;

    /** Headers and payload of a message, as they lie in memory, with the line end behind them. */
    record Body(MemorySegment memory, long at, int headers, int size) {}

    PublishRewriter(ClientPublisher publisher, Lane lane) {
        this.publisher = publisher;
        this.lane = lane;
    }

    void publish(ControlLine arguments, boolean withReply, boolean withHeaders, Body body) {
        int sum = body.size() + 16;
        for (int i = 0; i < arguments.count(); i++) {
            sum += arguments.argument(i).length() + 1;
        }
        Chunk chunk = lane.chunks().take(sum);
        try {
            boolean saysNoHeaders = withHeaders && body.headers() == 0;
            write(arguments, withReply, saysNoHeaders, body, chunk.memory());
            publisher.publish();
        } finally {
            lane.chunks().recycle(chunk);
        }
    }

    /** A header length of 0 is left out: subscribers get a message without headers. */
    private void write(
            ControlLine arguments, boolean withReply, boolean saysNoHeaders, Body body, MemorySegment target) {
        Frame frame = lane.frame();
        ByteView subject = arguments.argument(0);
        subject.copyTo(target, 0);
        frame.subject(target, 0, subject.length(), Words.hash(target, 0, subject.length()));
        long tail = subject.length();
        long at = tail;
        for (int i = 1; i < arguments.count(); i++) {
            if (saysNoHeaders && i == arguments.count() - 2) {
                continue;
            }
            ByteView argument = arguments.argument(i);
            argument.copyTo(target, at);
            if (i == 1 && withReply) {
                frame.reply(at, argument.length());
            }
            at += argument.length();
            target.set(Words.BYTE, at++, (byte) ' ');
        }
        target.set(Words.SHORT, at - 1, Words.LINE_END);
        at++;
        MemorySegment.copy(body.memory(), body.at(), target, at, body.size() + 2L);
        at += body.size() + 2L;
        frame.headers(body.headers());
        frame.tail(tail, (int) (at - tail), body.size());
    }
}
