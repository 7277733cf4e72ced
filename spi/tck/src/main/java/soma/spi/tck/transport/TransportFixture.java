/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import soma.spi.annotation.Api;
import soma.spi.memory.NativeMemory;
import soma.spi.transport.Endpoint;
import soma.spi.transport.Transport;

/** Starts and stops the transport under test, and connects peers over it. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@Timeout(60)
public abstract class TransportFixture {
    static final int MEBIBYTE = 1024 * 1024;

    private static final int PATIENCE_SECONDS = 20;

    private @Nullable Transport transport;
    private long memoryBefore;

    /** For subclasses. */
    protected TransportFixture() {}

    /** Starts a transport; each test has one of its own. */
    protected abstract Transport startTransport() throws Exception;

    /** Stops what {@link #startTransport} returned, its links still open. */
    protected abstract void stopTransport(Transport started) throws Exception;

    /** Returns where to listen, on any free port. */
    protected abstract Endpoint anyEndpoint();

    /** Returns what the transport can do beyond carrying bytes. */
    protected abstract Set<TransportAbility> abilities();

    /** Starts the transport. */
    @BeforeEach
    public final void start() throws Exception {
        memoryBefore = NativeMemory.inUse();
        transport = startTransport();
    }

    /** Stops the transport, unless the test did. */
    @AfterEach
    public final void stop() throws Exception {
        stopIfRunning();
        assertEquals(memoryBefore, NativeMemory.inUse(), "native memory that was not given back");
    }

    /** Connects two peers, the first one accepting. */
    final void connect(Peer server, Peer client) {
        var listener = done(transport().listen(anyEndpoint(), server));
        done(transport().dial(listener.boundTo(), client));
        server.link();
    }

    final Transport transport() {
        if (transport == null) {
            throw new IllegalStateException("the transport does not run");
        }
        return transport;
    }

    final void stopIfRunning() {
        Transport running = transport;
        transport = null;
        if (running != null) {
            try {
                stopTransport(running);
            } catch (Exception e) {
                throw new AssertionError("the transport failed to stop", e);
            }
        }
    }

    static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    static String failureOf(CompletionStage<?> stage) {
        CompletionException failure = assertThrows(CompletionException.class, () -> done(stage));
        return String.valueOf(failure.getCause());
    }

    /** Returns how much native memory was in use before the transport started. */
    final long memoryBefore() {
        return memoryBefore;
    }
}
