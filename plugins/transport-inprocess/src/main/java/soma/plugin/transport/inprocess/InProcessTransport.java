/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.inprocess;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import soma.plugin.transport.inprocess.InProcessLink.Peer;
import soma.spi.transport.Endpoint;
import soma.spi.transport.EventLoop;
import soma.spi.transport.Link;
import soma.spi.transport.Transport;

/**
 * Links within one JVM. An endpoint's host is the name under which a listener is found; its port means nothing. Each
 * transport is a world of its own: what listens on one is not found from another. No TLS, no codecs.
 */
public final class InProcessTransport implements Transport, AutoCloseable {
    /** The scheme of its endpoints. */
    public static final String SCHEME = "inproc";

    /** How many bytes one direction of a connection holds, unless said otherwise. */
    public static final int DEFAULT_CAPACITY = 64 * 1024;

    private final List<InProcessLoop> loops;
    private final int capacity;
    private final Map<String, InProcessListener> listeners = new ConcurrentHashMap<>();
    private final Set<InProcessLink> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger nextLoop = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();

    private InProcessTransport(List<InProcessLoop> loops, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("pipe capacity " + capacity + " (expected: at least 1 byte)");
        }
        this.loops = loops;
        this.capacity = capacity;
    }

    /** Makes a transport with that many loops, each with a thread that runs from {@link #start} to {@link #close}. */
    public static InProcessTransport onThreads(int loops) {
        return onThreads(loops, DEFAULT_CAPACITY);
    }

    /** Makes the same with pipes of another capacity, in bytes. */
    public static InProcessTransport onThreads(int loops, int capacity) {
        List<InProcessLoop> made = IntStream.range(0, loops)
                .<InProcessLoop>mapToObj(n -> new ThreadLoop("soma-inproc-" + n))
                .toList();
        return new InProcessTransport(made, capacity);
    }

    /** Makes a transport all of whose links belong to one loop that the caller drives. */
    public static InProcessTransport on(ManualLoop loop) {
        return on(loop, DEFAULT_CAPACITY);
    }

    /** Makes the same with pipes of another capacity, in bytes. */
    public static InProcessTransport on(ManualLoop loop, int capacity) {
        return new InProcessTransport(List.of(loop), capacity);
    }

    /** Starts the threads of the loops; needed once before anything is accepted, not for a {@link ManualLoop}. */
    public void start() {
        loops.forEach(loop -> {
            if (loop instanceof ThreadLoop threaded) {
                threaded.start();
            }
        });
    }

    /** Returns the loops, for work that should run beside the links. */
    public List<EventLoop> loops() {
        return List.copyOf(loops);
    }

    @Override
    public CompletionStage<Listener> listen(Endpoint endpoint, LinkAcceptor acceptor) {
        var listener = new InProcessListener(endpoint, acceptor, listeners);
        if (listeners.putIfAbsent(endpoint.host(), listener) != null) {
            return failed(endpoint, "address already in use (expected: one listener per name)");
        }
        return CompletableFuture.completedFuture(listener);
    }

    @Override
    public CompletionStage<Link> dial(Endpoint endpoint, LinkAcceptor acceptor) {
        InProcessListener listener = listeners.get(endpoint.host());
        if (listener == null) {
            return failed(endpoint, "connection refused: nobody listens under that name");
        }
        var there = new Pipe(capacity);
        var back = new Pipe(capacity);
        int number = connections.incrementAndGet();
        InProcessLink near = link(back, there, new Peer(endpoint.host(), 0));
        InProcessLink far = link(there, back, new Peer(SCHEME, number));
        there.connect(near, far);
        back.connect(far, near);
        accept(listener, far);
        var dialed = new CompletableFuture<Link>();
        execute(near, () -> {
            if (near.open(acceptor)) {
                dialed.complete(near);
            } else {
                dialed.completeExceptionally(
                        new IOException("cannot dial " + text(endpoint) + ": the acceptor of the new link failed"));
            }
        });
        return dialed;
    }

    /**
     * Connects without an event loop at this end.
     *
     * @param name the host of the endpoint that is listened on
     * @throws IllegalStateException if nobody listens under that name
     */
    public InProcessClient connect(String name) {
        InProcessListener listener = listeners.get(name);
        if (listener == null) {
            throw new IllegalStateException("cannot connect to '" + name
                    + "': nobody listens under that name (there are: " + listeners.keySet() + ")");
        }
        var there = new Pipe(capacity);
        var back = new Pipe(capacity);
        var client = new InProcessClient(there, back);
        InProcessLink far = link(there, back, new Peer(SCHEME, connections.incrementAndGet()));
        there.connect(client.end(), far);
        back.connect(far, client.end());
        accept(listener, far);
        return client;
    }

    /**
     * Closes all listeners and links and ends the threads of the loops; returns when they have ended. With a
     * {@link ManualLoop} the links close when it is driven next.
     */
    @Override
    public void close() {
        listeners.values().forEach(InProcessListener::close);
        links.forEach(InProcessLink::abort);
        for (InProcessLoop loop : loops) {
            if (loop instanceof ThreadLoop threaded) {
                threaded.shutdown();
            }
        }
    }

    private void accept(InProcessListener listener, InProcessLink link) {
        execute(link, () -> {
            if (!listener.accept(link)) {
                link.abort();
            }
        });
    }

    private InProcessLink link(Pipe in, Pipe out, Peer peer) {
        InProcessLoop loop = loops.get(Math.floorMod(nextLoop.getAndIncrement(), loops.size()));
        var link = new InProcessLink(loop, in, out, peer, links::remove);
        links.add(link);
        return link;
    }

    private static void execute(InProcessLink link, Runnable task) {
        link.loop().execute(task);
    }

    private static <T> CompletionStage<T> failed(Endpoint endpoint, String why) {
        return CompletableFuture.failedFuture(new IOException(text(endpoint) + ": " + why));
    }

    private static String text(Endpoint endpoint) {
        return SCHEME + "://" + endpoint.address();
    }
}
