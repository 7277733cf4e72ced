/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.stream;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import soma.plugin.accounts.api.AccountDefinition.Import;
import soma.plugin.accounts.service.ServiceFlows;
import soma.spi.space.InterestListener;
import soma.spi.space.SubjectSpace;
import soma.spi.space.Subscription;
import soma.spi.space.Subscription.Trait;

/**
 * A stream import in force: for every subscription in the importer's space that its local subject concerns, there is
 * a shadow in the exporter's space. Streams are not passed on twice: a shadow has no shadow.
 */
public final class StreamFlow implements InterestListener, AutoCloseable {
    private final SubjectSpace importer;
    private final SubjectSpace exporter;
    private final boolean allowTrace;
    private final StreamMapping mapping;
    private final @Nullable MemorySegment onlyLocal;
    private final Map<Subscription, Subscription> shadows = new ConcurrentHashMap<>();
    private volatile SubjectSpace.@Nullable Registration registration;
    private volatile boolean closed;

    private StreamFlow(SubjectSpace importer, SubjectSpace exporter, Import wanted, StreamMapping mapping) {
        this.importer = importer;
        this.exporter = exporter;
        this.allowTrace = wanted.allowTrace();
        this.mapping = mapping;
        String only = mapping.onlyLocal();
        this.onlyLocal = only == null ? null : Shadow.lasting(only);
    }

    /**
     * Puts an import into force.
     *
     * @throws IllegalArgumentException if its subjects do not go together
     */
    public static StreamFlow open(SubjectSpace importer, SubjectSpace exporter, Import wanted) {
        StreamFlow flow = unopened(importer, exporter, wanted);
        flow.registration = importer.listen(flow);
        return flow;
    }

    /** Makes an import that listens to nobody yet. */
    static StreamFlow unopened(SubjectSpace importer, SubjectSpace exporter, Import wanted) {
        return new StreamFlow(importer, exporter, wanted, StreamMapping.of(wanted));
    }

    @Override
    public void subscribed(SubjectSpace space, Subscription original) {
        boolean plain = original.trait() != Trait.PROXY
                && !(original.subscriber() instanceof Shadow)
                && !ServiceFlows.isOwn(original);
        if (closed || !plain) {
            return;
        }
        mapping.remoteOf(original.subject()).ifPresent(remote -> add(original, remote));
    }

    private void add(Subscription original, String remote) {
        Subscription shadow = new Subscription(
                remote,
                original.queue(),
                original.id(),
                new Shadow(original, mapping, onlyLocal, new Shadow.Importer(importer.name(), allowTrace)),
                original.trait());
        shadows.put(original, shadow);
        exporter.add(shadow);
        // closing may have come in between, and may have tried to remove what was not there yet
        if (closed) {
            shadows.remove(original);
            exporter.remove(shadow);
        }
    }

    @Override
    public void unsubscribed(SubjectSpace space, Subscription original) {
        Subscription shadow = shadows.remove(original);
        if (shadow != null) {
            exporter.remove(shadow);
        }
    }

    /** Ends the import: all shadows go. */
    @Override
    public void close() {
        closed = true;
        SubjectSpace.Registration listening = registration;
        if (listening != null) {
            listening.close();
        }
        shadows.keySet().forEach(original -> unsubscribed(exporter, original));
    }
}
