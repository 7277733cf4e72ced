/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.route;

import soma.kernel.index.Member;
import soma.kernel.lane.ClientSink;
import soma.kernel.lane.Frame;
import soma.kernel.lane.Lane;
import soma.kernel.lane.Outbox;
import soma.kernel.lane.Words;
import soma.spi.annotation.HotPath;
import soma.spi.message.Message;
import soma.spi.route.Outcome;
import soma.spi.space.Subscription;

/** A delivery to a client connection, rendered as far as it is the same for every message of the route. */
@HotPath
final class Delivery {
    private static final byte[] MSG = {'M', 'S', 'G', ' '};

    private final Lane lane;
    private final Subscription subscription;
    private final ClientSink sink;
    private final Outbox box;
    private final ClientSink.Cell cell;
    private final long[] prefix;
    private final int prefixLength;

    Delivery(Lane lane, Member member, ClientSink sink, byte[] subject) {
        this.lane = lane;
        this.subscription = member.subscription();
        this.sink = sink;
        this.box = sink.outlet().box(lane);
        this.cell = sink.cell(lane);
        byte[] rendered = render(subject, sink.id());
        this.prefix = Words.of(rendered);
        this.prefixLength = rendered.length;
    }

    /** Renders {@code MSG subject id }, on bytes since a subject need not be text. */
    private static byte[] render(byte[] subject, byte[] id) {
        byte[] all = new byte[MSG.length + subject.length + id.length + 2];
        System.arraycopy(MSG, 0, all, 0, MSG.length);
        System.arraycopy(subject, 0, all, MSG.length, subject.length);
        all[MSG.length + subject.length] = ' ';
        System.arraycopy(id, 0, all, MSG.length + subject.length + 1, id.length);
        all[all.length - 1] = ' ';
        return all;
    }

    Subscription subscription() {
        return subscription;
    }

    ClientSink sink() {
        return sink;
    }

    Outbox box() {
        return box;
    }

    /**
     * Delivers a frame that has no headers to a subscription that is not special.
     *
     * @return false if the connection is congested and its messages are dropped
     */
    boolean deliverPlain(Frame frame) {
        cell.increment();
        return box.deliver(prefix, prefixLength, frame.memory(), frame.tail(), frame.tailLength(), frame.size());
    }

    /** Delivers any frame that no message shows yet; returns an {@link Outcome}. */
    int deliver(Frame frame) {
        if (subscription.isClosed()) {
            return Outcome.SUBSCRIPTION_CLOSED;
        }
        if (sink.isSpecial()) {
            Message message = lane.message();
            frame.show(message);
            int outcome = sink.admit(message);
            if (outcome != Outcome.DELIVERED) {
                return outcome;
            }
        }
        return stage(frame);
    }

    /** Delivers a frame that a message shows, perhaps under another subject; returns an {@link Outcome}. */
    int deliver(Frame frame, Message message) {
        if (subscription.isClosed()) {
            return Outcome.SUBSCRIPTION_CLOSED;
        }
        if (sink.isSpecial()) {
            int outcome = sink.admit(message);
            if (outcome != Outcome.DELIVERED) {
                return outcome;
            }
        }
        return stage(frame);
    }

    private int stage(Frame frame) {
        cell.increment();
        if (frame.headerLength() == 0) {
            return outcome(
                    box.deliver(prefix, prefixLength, frame.memory(), frame.tail(), frame.tailLength(), frame.size()));
        }
        if (sink.outlet().takesHeaders()) {
            return outcome(box.deliverWithHeaders(
                    prefix, prefixLength, frame.memory(), frame.tail(), frame.tailLength(), frame.size()));
        }
        return ClientSink.deliverStripped(box, prefix, prefixLength, frame);
    }

    private static int outcome(boolean staged) {
        return staged ? Outcome.DELIVERED : Outcome.CONGESTED;
    }
}
