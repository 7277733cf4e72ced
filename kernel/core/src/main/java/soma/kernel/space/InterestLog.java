/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.space;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.spi.space.InterestListener;
import soma.spi.space.SubjectSpace;

/**
 * Tells listeners of changes in the order they were made, never two at a time, and without holding the lock that orders
 * them: whoever adds to an empty queue drains it. Safe for any thread.
 */
final class InterestLog {
    private static final Logger LOG = LoggerFactory.getLogger(InterestLog.class);

    private final List<InterestListener> listeners = new CopyOnWriteArrayList<>();
    private final Queue<Runnable> changes = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /** Returns those who want to hear of a change that is made now; to be called under the lock that orders changes. */
    List<InterestListener> attending(SubjectSpace space) {
        List<InterestListener> found = List.of();
        for (InterestListener listener : listeners) {
            if (attends(listener, space)) {
                found = found.isEmpty() ? new ArrayList<>(1) : found;
                found.add(listener);
            }
        }
        return found;
    }

    private static boolean attends(InterestListener listener, SubjectSpace space) {
        try {
            return listener.attends(space);
        } catch (RuntimeException e) {
            LOG.error("A listener of interest failed", e);
            return true;
        }
    }

    /** Records a change for some listeners; to be called under the lock that orders changes. */
    void record(List<InterestListener> told, Consumer<InterestListener> change) {
        changes.add(() -> told.forEach(listener -> tell(listener, change)));
    }

    /** Takes a listener in and records what it is to be told first; to be called under the lock that orders changes. */
    void join(InterestListener listener, List<Consumer<InterestListener>> state) {
        listeners.add(listener);
        changes.add(() -> state.forEach(change -> tell(listener, change)));
    }

    void leave(InterestListener listener) {
        listeners.remove(listener);
    }

    /** Tells what was recorded; to be called after the lock was released. */
    void drain() {
        if (changes.isEmpty() || waiting.getAndIncrement() != 0) {
            return;
        }
        do {
            int seen = waiting.get();
            for (Runnable change = changes.poll(); change != null; change = changes.poll()) {
                change.run();
            }
            if (waiting.compareAndSet(seen, 0)) {
                return;
            }
        } while (true);
    }

    private static void tell(InterestListener listener, Consumer<InterestListener> change) {
        try {
            change.accept(listener);
        } catch (RuntimeException e) {
            LOG.error("A listener of interest failed", e);
        }
    }
}
