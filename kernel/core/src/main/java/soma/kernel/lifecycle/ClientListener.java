/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.lifecycle;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import soma.kernel.assembly.Assembly;
import soma.spi.protocol.Protocol;
import soma.spi.transport.Endpoint;
import soma.spi.transport.Transport;
import soma.spi.transport.Transport.Listener;

/** The listener that clients of the kernel's own protocol connect to. Safe for any thread. */
public final class ClientListener {
    /** The name of the kernel's own protocol. */
    public static final String PROTOCOL = "client";

    private static final Duration BIND_WITHIN = Duration.ofSeconds(30);

    private final Supplier<Assembly> assembly;
    private final Supplier<Endpoint> configured;
    private final Logger log;
    private final AtomicReference<@Nullable Listener> listener = new AtomicReference<>();
    private volatile @Nullable Endpoint bound;

    /**
     * Makes a listener that is not open yet.
     *
     * @param configured where to listen
     */
    public ClientListener(Supplier<Assembly> assembly, Supplier<Endpoint> configured, Logger log) {
        this.assembly = assembly;
        this.configured = configured;
        this.log = log;
    }

    /** Returns where it listens, or before that where it is going to. Keeps the answer when closed. */
    public Endpoint endpoint() {
        Endpoint known = bound;
        return known == null ? configured.get() : known;
    }

    /**
     * Begins to accept clients.
     *
     * @throws LifecycleException if that is impossible
     */
    void open() {
        Endpoint endpoint = configured.get();
        Transport transport = transport(endpoint);
        Protocol protocol = protocol();
        Listener opened;
        try {
            opened = transport
                    .listen(endpoint, link -> protocol.open(link, false))
                    .toCompletableFuture()
                    .get(BIND_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw failure(endpoint, cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw failure(endpoint, "not bound within " + BIND_WITHIN.toSeconds() + " seconds", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(endpoint, "interrupted", e);
        }
        bound = opened.boundTo();
        listener.set(opened);
        log.info("Listening for client connections on {}", opened.boundTo().address());
    }

    private static LifecycleException failure(Endpoint endpoint, String reason, Throwable cause) {
        return new LifecycleException("Error listening on port: " + endpoint.address() + ", \"" + reason + "\"", cause);
    }

    private Transport transport(Endpoint endpoint) {
        var transports = assembly.get().named(Transport.POINT);
        Transport transport = transports.get(endpoint.scheme());
        if (transport == null) {
            throw new LifecycleException("no plugin provides the transport '" + endpoint.scheme()
                    + "', by which clients connect (provided: "
                    + (transports.isEmpty() ? "none" : String.join(", ", transports.keySet()))
                    + "). Put the jar of a plugin that does into plugins/"
                    + (endpoint.scheme().equals("tcp") ? ", such as that of 'transport-netty'." : "."));
        }
        return transport;
    }

    private Protocol protocol() {
        Protocol protocol = assembly.get().named(Protocol.POINT).get(PROTOCOL);
        if (protocol == null) {
            throw new LifecycleException("nobody provides the protocol '" + PROTOCOL + "'");
        }
        return protocol;
    }

    /** Returns whether it accepts clients. */
    public boolean isOpen() {
        return listener.get() != null;
    }

    /** Accepts no more clients; those there are stay. Does nothing when closed. */
    void close() {
        Listener open = listener.getAndSet(null);
        if (open != null) {
            open.close();
        }
    }
}
