/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.features;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import soma.spi.message.HeldMessage;
import soma.spi.message.Message;
import soma.spi.message.MessageBuffer;
import soma.spi.participant.Participant;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.Lifecycle;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.route.Outcome;
import soma.spi.server.Server;
import soma.spi.space.Subscription;
import soma.spi.space.Subscription.Trait;

/** A stream of {@code orders.>}: captures, acknowledges, and delivers what it has to inboxes under its first subject. */
final class StreamPlugin implements ServerPlugin, Lifecycle {
    private final List<HeldMessage> log = new ArrayList<>();
    private @Nullable Participant self;

    @Override
    public PluginInfo info() {
        return PluginInfo.of("stream", "1.0.0");
    }

    @Override
    public void contribute(Contributions contributions) {
        contributions.add(Lifecycle.POINT, this);
    }

    @Override
    public void start(Server server) {
        Participant made =
                server.participants().internal("stream", server.spaces().defaultSpace());
        made.subscribe(new Subscription("orders.>", null, "stream", (s, m) -> capture(m), Trait.PUBLIC));
        self = made;
    }

    private int capture(Message message) {
        log.add(message.hold());
        if (!message.reply().isEmpty()) {
            String reply = message.reply().toString();
            send(reply, reply, ("+ACK " + log.size()).getBytes(StandardCharsets.US_ASCII));
        }
        return Outcome.DELIVERED;
    }

    /** Delivers a message of the stream to an inbox. */
    int push(int sequence, String inbox) {
        HeldMessage stored = log.get(sequence - 1);
        return send(stored.subject(), inbox, stored.payload());
    }

    private int send(String subject, String target, byte[] payload) {
        Text address = new Text(target);
        try (MessageBuffer buffer = new MessageBuffer()) {
            Message message = buffer.set(subject, payload);
            address.showIn(message.target());
            return self == null ? Outcome.NOBODY : self.publish(message);
        }
    }
}
