/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.transport;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import soma.spi.annotation.Api;
import soma.spi.transport.Endpoint;

/**
 * What every transport must do. An implementation's test extends this class and says how to start and stop the transport;
 * both ends of every link in these tests are links of that transport.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public abstract class TransportContract extends LinkContract {
    private static final int PATIENCE_SECONDS = 20;

    /** For subclasses. */
    protected TransportContract() {}

    @Test
    public void tasksOfTheLoopRunInOrderAndOnIt() {
        var client = new Peer();
        connect(new Peer(), client);
        var ran = new ConcurrentLinkedQueue<Integer>();
        var loop = client.link().loop();
        assertFalse(loop.inLoop());

        for (int i = 0; i < 100; i++) {
            int number = i;
            loop.execute(() -> {
                assertTrue(loop.inLoop());
                ran.add(number);
            });
        }
        client.onLoop(() -> {});

        assertEquals(IntStream.range(0, 100).boxed().toList(), List.copyOf(ran));
    }

    @Test
    public void aTimerRunsOnceItsTimeHasComeUnlessCancelled() {
        var client = new Peer();
        connect(new Peer(), client);
        var loop = client.link().loop();
        var ran = new CompletableFuture<Long>();
        var cancelled = new AtomicInteger();
        long delay = TimeUnit.MILLISECONDS.toNanos(30);
        long begun = loop.nanoTime();

        var timer = loop.schedule(cancelled::incrementAndGet, delay / 2);
        timer.cancel();
        timer.cancel();
        loop.schedule(() -> ran.complete(loop.nanoTime()), delay);

        long ended = ran.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        assertTrue(ended - begun >= delay, () -> "after " + (ended - begun) + " ns");
        assertEquals(0, cancelled.get());
    }

    @Test
    public void anEndpointThatIsTakenIsNamed() {
        Endpoint taken = done(transport().listen(anyEndpoint(), new Peer())).boundTo();

        String message = failureOf(transport().listen(taken, new Peer()));

        assertTrue(message.contains(taken.address()), message);
        assertTrue(message.contains("address already in use"), message);
    }

    @Test
    public void anEndpointThatNobodyListensOnIsNamed() {
        var listener = done(transport().listen(anyEndpoint(), new Peer()));
        Endpoint gone = listener.boundTo();
        listener.close();

        String message = failureOf(transport().dial(gone, new Peer()));

        assertTrue(message.contains(gone.address()), message);
    }

    @Test
    public void aClosedListenerKeepsItsLinks() {
        var server = new Peer();
        var client = new Peer();
        var listener = done(transport().listen(anyEndpoint(), server));
        done(transport().dial(listener.boundTo(), client));
        server.link();

        listener.close();
        listener.close();
        client.send("still here");
        server.awaitBytes(10);

        assertEquals("still here", server.text());
    }

    @Test
    public void twoThousandLinksAreServed() {
        int count = 2_000;
        var accepted = new ConcurrentLinkedQueue<Peer>();
        var listener = done(transport().listen(anyEndpoint(), link -> {
            var peer = new Peer();
            accepted.add(peer);
            return peer.open(link);
        }));
        var clients = new ArrayList<Peer>();
        for (int i = 0; i < count; i++) {
            var client = new Peer();
            done(transport().dial(listener.boundTo(), client));
            client.send("client " + i + "\n");
            clients.add(client);
        }

        clients.getLast().await("all links", () -> accepted.size() == count);
        accepted.forEach(peer -> peer.await("a line", () -> peer.text().endsWith("\n")));
        assertEquals(count, accepted.stream().map(Peer::text).distinct().count());
        clients.forEach(client -> client.onLoop(client.link()::close));
        accepted.forEach(Peer::awaitClosed);
        clients.forEach(Peer::awaitClosed);
    }

    @Test
    public void stopClosesLinks() {
        var server = new Peer();
        var client = new Peer();
        connect(server, client);

        stopIfRunning();

        assertEquals(1, server.closedCount());
        assertEquals(1, client.closedCount());
        assertEquals(-1, client.send("too late"));
    }

    @Test
    public void aListenerMayBeClosedAfterTheStop() {
        var listener = done(transport().listen(anyEndpoint(), new Peer()));

        stopIfRunning();

        assertDoesNotThrow(listener::close);
    }

    @Test
    public void tlsIsRefusedOrTakesOverInMidStream() throws Exception {
        if (abilities().contains(TransportAbility.TLS)) {
            TlsScenario.run(this::connect);
            return;
        }
        var client = new Peer();
        connect(new Peer(), client);
        var engine = SSLContext.getDefault().createSSLEngine();
        client.onLoop(() -> assertThrows(
                UnsupportedOperationException.class, () -> client.link().startTls(engine)));
    }

    @Test
    public void codecsAreRefusedOrTakeOverInMidStream() {
        if (abilities().contains(TransportAbility.CODECS)) {
            CodecScenario.run(this::connect);
            return;
        }
        var client = new Peer();
        connect(new Peer(), client);
        client.onLoop(() -> assertThrows(
                UnsupportedOperationException.class, () -> client.link().wrap(new CodecScenario.Doubling())));
    }
}
