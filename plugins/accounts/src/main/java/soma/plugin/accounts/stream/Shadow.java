/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.stream;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import soma.plugin.accounts.service.ServiceFlows;
import soma.spi.message.ByteView;
import soma.spi.message.Message;
import soma.spi.participant.Participant;
import soma.spi.route.Outcome;
import soma.spi.route.RouteStep;
import soma.spi.route.RouteVisitor;
import soma.spi.route.Subscriber;
import soma.spi.space.Subscription;

/**
 * Stands in the exporter's space for a subscription in the importer's, and hands on what it gets under the local
 * subject. Safe for any thread.
 */
final class Shadow implements Subscriber {
    private final Subscription original;
    private final StreamMapping mapping;
    private final @Nullable MemorySegment onlyLocal;
    private final Importer importer;

    /**
     * To whom it hands on.
     *
     * @param account    the account
     * @param allowTrace whether traces of messages follow there
     */
    record Importer(String account, boolean allowTrace) {}

    Shadow(Subscription original, StreamMapping mapping, @Nullable MemorySegment onlyLocal, Importer importer) {
        this.original = original;
        this.mapping = mapping;
        this.onlyLocal = onlyLocal;
        this.importer = importer;
    }

    /** Returns native memory with a subject in it, there for as long as anyone refers to it. */
    static MemorySegment lasting(String subject) {
        byte[] bytes = subject.getBytes(StandardCharsets.UTF_8);
        MemorySegment memory = Arena.ofAuto().allocate(bytes.length);
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return memory;
    }

    @Override
    public int deliver(Subscription subscription, Message message) {
        if (original.isClosed()) {
            return Outcome.SUBSCRIPTION_CLOSED;
        }
        // requests that an importer made of a service stay between the two
        if (ServiceFlows.isImported(message)) {
            return Outcome.NOBODY;
        }
        RouteVisitor visitor = message.visitor();
        return visitor == null ? handOn(message) : handOn(subscription, message, visitor);
    }

    /** Nothing stays outside the trace but what becomes of the message in an account that does not want that told. */
    private int handOn(Subscription subscription, Message message, RouteVisitor visitor) {
        String local = mapping.localOf(message.target().toString());
        visitor.step(new RouteStep.Shown(importer.account(), local));
        if (importer.allowTrace()) {
            if (!visitor.visit(subscription)) {
                return Outcome.DELIVERED;
            }
            int outcome = handOn(message);
            visitor.delivered(subscription, outcome);
            return outcome;
        }
        if (!visitor.delivers()) {
            return Outcome.DELIVERED;
        }
        message.visitor(null);
        try {
            return handOn(message);
        } finally {
            message.visitor(visitor);
        }
    }

    private int handOn(Message message) {
        if (mapping.isIdentity()) {
            return original.subscriber().deliver(original, message);
        }
        LocalText text = LocalText.take();
        try {
            Message shown = text.message().like(message);
            putLocal(message.target(), text, shown.target());
            if (shows(message)) {
                shown.subject().wrap(shown.target());
            }
            return original.subscriber().deliver(original, shown);
        } finally {
            text.giveBack();
        }
    }

    private void putLocal(ByteView remote, LocalText text, ByteView local) {
        MemorySegment only = onlyLocal;
        byte[] prefix = mapping.prefix();
        if (only != null) {
            local.wrap(only, 0, (int) only.byteSize());
        } else if (prefix != null) {
            text.put(prefix, remote, local);
        } else {
            text.put(mapping.localOf(remote.toString()).getBytes(StandardCharsets.UTF_8), local);
        }
    }

    /** Returns whether a message shows what it is matched on; if not, what it shows is nobody's to change. */
    private static boolean shows(Message message) {
        return message.subject().contentEquals(message.target());
    }

    @Override
    public boolean tellsVisitor() {
        return true;
    }

    @Override
    public @Nullable Participant owner() {
        return original.subscriber().owner();
    }

    /** Denied is what is denied under either name. */
    @Override
    public boolean accepts(Subscription subscription, String subject) {
        Subscriber subscriber = original.subscriber();
        return subscriber.accepts(original, subject)
                && (mapping.isIdentity() || subscriber.accepts(original, mapping.localOf(subject)));
    }
}
