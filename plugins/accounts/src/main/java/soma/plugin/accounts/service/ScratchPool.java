/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.service;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a few scratches for reuse. A thread may use several at a time, as one message may lead to another. Safe for any thread,
 * without locks.
 */
final class ScratchPool {
    /** A power of two. */
    private static final int KEPT = 64;

    private static final int TRIES = 4;

    private final AtomicReferenceArray<@Nullable Scratch> kept = new AtomicReferenceArray<>(KEPT);
    private volatile boolean closed;

    /** Returns one that is the caller's alone. */
    Scratch take() {
        int at = start();
        for (int i = 0; i < TRIES; i++) {
            Scratch found = kept.getAndSet((at + i) & (KEPT - 1), null);
            if (found != null) {
                return found;
            }
        }
        return new Scratch();
    }

    /** Takes one back. */
    void give(Scratch scratch) {
        scratch.end();
        int at = start();
        for (int i = 0; i < TRIES && !closed; i++) {
            if (kept.compareAndSet((at + i) & (KEPT - 1), null, scratch)) {
                if (closed) {
                    clear();
                }
                return;
            }
        }
        scratch.free();
    }

    /** Frees what is kept, and keeps nothing more. */
    void close() {
        closed = true;
        clear();
    }

    private void clear() {
        for (int i = 0; i < KEPT; i++) {
            Scratch found = kept.getAndSet(i, null);
            if (found != null) {
                found.free();
            }
        }
    }

    private static int start() {
        return (int) Thread.currentThread().threadId() * TRIES;
    }
}
