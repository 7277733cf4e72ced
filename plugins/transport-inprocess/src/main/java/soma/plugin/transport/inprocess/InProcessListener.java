/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.inprocess;

import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import soma.spi.transport.Endpoint;
import soma.spi.transport.Transport.LinkAcceptor;
import soma.spi.transport.Transport.Listener;

/**
 * A name under which links are accepted. Accepting holds a read lock, so that {@link #close()} can wait for acceptors that
 * run on other threads.
 */
final class InProcessListener implements Listener {
    private final Endpoint endpoint;
    private final LinkAcceptor acceptor;
    private final Map<String, InProcessListener> listeners;
    private final ReentrantReadWriteLock accepting = new ReentrantReadWriteLock();
    private volatile boolean closed;

    InProcessListener(Endpoint endpoint, LinkAcceptor acceptor, Map<String, InProcessListener> listeners) {
        this.endpoint = endpoint;
        this.acceptor = acceptor;
        this.listeners = listeners;
    }

    /** Has the acceptor open a link, on the link's loop; returns false when the listener has been closed. */
    boolean accept(InProcessLink link) {
        accepting.readLock().lock();
        try {
            if (closed) {
                return false;
            }
            link.open(acceptor);
            return true;
        } finally {
            accepting.readLock().unlock();
        }
    }

    @Override
    public Endpoint boundTo() {
        return endpoint;
    }

    @Override
    public void close() {
        closed = true;
        listeners.remove(endpoint.host(), this);
        // an acceptor may close its own listener: waiting for itself would never end
        if (accepting.getReadHoldCount() == 0) {
            awaitAcceptors();
        }
    }

    private void awaitAcceptors() {
        accepting.writeLock().lock();
        try {
            // who gets the lock knows that no acceptor runs; later ones see the flag
        } finally {
            accepting.writeLock().unlock();
        }
    }
}
