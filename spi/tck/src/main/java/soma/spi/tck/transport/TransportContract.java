/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import soma.spi.annotation.Api;
import soma.spi.memory.NativeMemory;
import soma.spi.message.ByteView;
import soma.spi.transport.Endpoint;
import soma.spi.transport.Link;
import soma.spi.transport.Transport;

/**
 * What every transport must do. An implementation's test extends this class and says how to start and stop the transport;
 * both ends of every link in these tests are links of that transport.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@Timeout(60)
public abstract class TransportContract {
    private static final int PATIENCE_SECONDS = 20;
    private static final int MEBIBYTE = 1024 * 1024;

    private @Nullable Transport transport;
    private long memoryBefore;

    /** For subclasses. */
    protected TransportContract() {}

    /** Starts a transport; each test has one of its own. */
    protected abstract Transport startTransport() throws Exception;

    /** Stops what {@link #startTransport} returned, its links still open. */
    protected abstract void stopTransport(Transport started) throws Exception;

    /** Returns where to listen, on any free port. */
    protected abstract Endpoint anyEndpoint();

    /** Returns what the transport can do beyond carrying bytes. */
    protected abstract Set<TransportAbility> abilities();

    @BeforeEach
    final void start() throws Exception {
        memoryBefore = NativeMemory.inUse();
        transport = startTransport();
    }

    @AfterEach
    final void stop() throws Exception {
        stopIfRunning();
        assertEquals(memoryBefore, NativeMemory.inUse(), "native memory that was not given back");
    }

    @Test
    final void bytesComeBackFromAnEcho() {
        var echo = new Peer() {
            @Override
            protected int take(ByteView bytes) {
                send(bytes.copy());
                return bytes.length();
            }
        };
        var client = new Peer();
        connect(echo, client);

        client.send("hello");
        client.awaitBytes(5);

        assertEquals("hello", client.text());
        echo.await("the end of a wake-up", () -> echo.readCompleteCount() > 0);
    }

    @Test
    final void theAcceptorMayWriteBeforeItReturns() {
        var greeter = new Peer() {
            @Override
            protected void opened(Link opened) {
                send("INFO {}\r\n");
            }
        };
        var client = new Peer();
        connect(greeter, client);

        client.awaitBytes(9);

        assertEquals("INFO {}\r\n", client.text());
    }

    @Test
    final void whatIsNotUsedUpComesAgainInOnePiece() {
        var lines = new LineReader();
        var client = new Peer();
        connect(lines, client);
        var random = seeded();
        var expected = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            String line = "line " + i + " " + "x".repeat(random.nextInt(i % 50 == 0 ? 150_000 : 300)) + "\n";
            expected.append(line);
            for (int from = 0; from < line.length(); ) {
                int to = Math.min(line.length(), from + 1 + random.nextInt(20_000));
                client.send(line.substring(from, to));
                from = to;
            }
        }

        lines.awaitBytes(expected.length());

        assertEquals(expected.toString(), lines.text());
    }

    @Test
    final void aLargeMessageThatArrivesInPiecesIsHandedOverWhole() {
        var messages = new SizedReader();
        var client = new Peer();
        connect(messages, client);
        var random = seeded();
        int total = 0;
        for (int size : new int[] {10, MEBIBYTE, 70_000, 1, 3 * MEBIBYTE, 65_536, 61_000, 59_000, 200_000}) {
            byte[] message = SizedReader.message(size);
            total += message.length;
            for (int from = 0; from < message.length; ) {
                int to = Math.min(message.length, from + 1 + random.nextInt(100_000));
                client.send(Arrays.copyOfRange(message, from, to));
                from = to;
            }
        }
        int expected = total;

        messages.await("all messages", () -> messages.used() == expected);

        assertEquals(9, messages.count());
        assertTrue(messages.callsPerMessage() < 20, "pieces of a message are not offered one by one");
    }

    @Test
    final void anAnnouncedSizeAloneCostsNothing() {
        var messages = new SizedReader();
        var client = new Peer();
        connect(messages, client);
        client.send(Arrays.copyOf(SizedReader.message(500 * MEBIBYTE / 10), 1000));
        messages.await("the beginning", () -> messages.offered() > 0);
        client.send(new byte[1000]);
        long limit = memoryBefore + 20L * MEBIBYTE;

        messages.onLoop(() -> {});

        assertTrue(NativeMemory.inUse() < limit, "in use: " + NativeMemory.inUse());
    }

    @Test
    final void aClosedPeerIsHeardAfterItsLastBytes() {
        var server = new Peer();
        var client = new Peer();
        connect(server, client);

        client.send("goodbye");
        client.onLoop(client.link()::close);
        server.awaitClosed();
        client.awaitClosed();

        assertEquals("goodbye", server.text());
        assertNull(server.cause());
        assertNull(client.cause());
    }

    @Test
    final void eachThreadsWritesStayInOrder() throws Exception {
        int threads = 8;
        int each = 2_000;
        var server = new LineReader();
        var client = new Peer();
        connect(server, client);
        var writers = new ArrayList<Thread>();
        for (int thread = 0; thread < threads; thread++) {
            String name = "t" + thread;
            writers.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < each; i++) {
                    client.send(name + " " + i + "\n");
                }
            }));
        }
        for (Thread writer : writers) {
            writer.join();
        }

        server.await("all lines", () -> server.lines() == threads * each);

        int[] next = new int[threads];
        server.text().lines().forEach(line -> {
            int thread = line.charAt(1) - '0';
            assertEquals(next[thread]++, Integer.parseInt(line.substring(3)), () -> "out of order: " + line);
        });
        client.await("nothing pending", () -> client.link().pending() == 0);
    }

    @Test
    final void writesOfLoopAndForeignThreadsAllArrive() {
        var server = new LineReader();
        var client = new Peer();
        connect(server, client);
        Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 3_000; i++) {
                client.send("foreign\n");
            }
        });
        for (int i = 0; i < 300; i++) {
            client.onLoop(() -> client.send("loop\n"));
        }

        server.await("all lines", () -> server.lines() == 3_300);

        assertEquals(3_000, server.text().lines().filter("foreign"::equals).count());
    }

    @Test
    final void aWriteAfterCloseAnswersMinusOne() {
        var server = new Peer();
        var client = new Peer();
        connect(server, client);

        client.onLoop(() -> {
            client.link().close();
            assertEquals(-1, client.send("too late"));
        });
        client.awaitClosed();

        assertEquals(-1, client.send("much too late"));
        server.awaitClosed();
        assertEquals("", server.text());
    }

    @Test
    final void closedIsHeardOnceAndLast() {
        var server = new Peer();
        var client = new Peer();
        connect(server, client);
        client.send("bytes");
        server.awaitBytes(5);

        server.onLoop(() -> {
            server.link().close();
            server.link().close();
            server.link().abort();
            server.link().abort();
        });
        client.onLoop(client.link()::close);
        server.awaitClosed();
        client.awaitClosed();
        stopIfRunning();

        assertEquals(1, server.closedCount());
        assertEquals(1, client.closedCount());
        assertEquals(0, server.calledAfterClose() + client.calledAfterClose());
    }

    @Test
    final void aPeerThatDoesNotReadBlocksTheWriter() {
        var server = new Peer();
        var client = new Peer();
        connect(server, client);
        client.onLoop(() -> client.link().reading(false));
        byte[] block = new byte[MEBIBYTE];
        int sent = 0;
        while (server.blockedCount() == 0 || server.link().pending() < 4 * MEBIBYTE) {
            server.send(block);
            sent += block.length;
            server.onLoop(() -> {});
            assertTrue(sent < 512 * MEBIBYTE, "a peer that does not read must block the writer at some time");
        }
        assertTrue(server.isBlocked());

        client.onLoop(() -> client.link().reading(true));
        client.awaitBytes(sent);
        server.await("progress to 0", () -> server.lastProgress() == 0);

        assertFalse(server.isBlocked());
        assertEquals(0, server.outOfTurnCount());
        assertEquals(0, server.link().pending());
        assertEquals(sent, client.size());
    }

    @Test
    final void nothingIsReadWhileReadingIsOff() {
        var server = new Peer();
        var client = new Peer();
        connect(server, client);
        server.onLoop(() -> server.link().reading(false));
        client.send("first");
        // the other direction still works, so whatever the first bytes could do, they have done
        server.send("ping");
        client.awaitBytes(4);
        server.onLoop(() -> {});
        assertEquals("", server.text());

        server.onLoop(() -> server.link().reading(true));
        server.awaitBytes(5);

        assertEquals("first", server.text());
    }

    @Test
    final void closeWritesWhatWaits() {
        var server = new Peer();
        var client = new Peer();
        connect(server, client);
        byte[] much = new byte[8 * MEBIBYTE];
        seeded().nextBytes(much);

        server.onLoop(() -> {
            server.send(much);
            server.send("last words");
            server.link().close();
        });
        client.awaitClosed();

        assertEquals(much.length + 10, client.size());
        assertArrayEquals(much, Arrays.copyOf(client.bytes(), much.length));
        assertNull(client.cause());
    }

    @Test
    final void closeDoesNotWaitForAPeerThatTakesNothing() {
        var server = new Peer();
        var client = new Peer();
        connect(server, client);
        client.onLoop(() -> client.link().reading(false));
        while (server.link().pending() < MEBIBYTE) {
            server.send(new byte[MEBIBYTE]);
            server.onLoop(() -> {});
        }

        server.onLoop(server.link()::close);
        server.awaitClosed();

        assertEquals(1, server.closedCount());
    }

    @Test
    final void abortDropsWhatWaits() {
        var server = new Peer();
        var client = new Peer();
        connect(server, client);
        client.onLoop(() -> client.link().reading(false));
        while (server.link().pending() < MEBIBYTE) {
            server.send(new byte[MEBIBYTE]);
            server.onLoop(() -> {});
        }

        server.onLoop(server.link()::abort);
        server.awaitClosed();

        assertEquals(0, server.link().pending());
        assertEquals(-1, server.send("too late"));
    }

    @Test
    final void aReaderThatThrowsLosesItsLink() {
        var server = new Peer() {
            @Override
            protected int take(ByteView bytes) {
                throw new IllegalStateException("thrown by a test");
            }
        };
        var client = new Peer();
        connect(server, client);

        client.send("bytes");
        server.awaitClosed();
        client.awaitClosed();

        assertInstanceOf(IllegalStateException.class, server.cause());
    }

    @Test
    final void tasksOfTheLoopRunInOrderAndOnIt() {
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
    final void aTimerRunsOnceItsTimeHasComeUnlessCancelled() {
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
    final void anEndpointThatIsTakenIsNamed() {
        Endpoint taken = done(transport().listen(anyEndpoint(), new Peer())).boundTo();

        String message = failureOf(transport().listen(taken, new Peer()));

        assertTrue(message.contains(taken.address()), message);
        assertTrue(message.contains("address already in use"), message);
    }

    @Test
    final void anEndpointThatNobodyListensOnIsNamed() {
        var listener = done(transport().listen(anyEndpoint(), new Peer()));
        Endpoint gone = listener.boundTo();
        listener.close();

        String message = failureOf(transport().dial(gone, new Peer()));

        assertTrue(message.contains(gone.address()), message);
    }

    @Test
    final void aClosedListenerKeepsItsLinks() {
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
    final void twoThousandLinksAreServed() {
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
    final void stopClosesLinks() {
        var server = new Peer();
        var client = new Peer();
        connect(server, client);

        stopIfRunning();

        assertEquals(1, server.closedCount());
        assertEquals(1, client.closedCount());
        assertEquals(-1, client.send("too late"));
    }

    @Test
    final void aListenerMayBeClosedAfterTheStop() {
        var listener = done(transport().listen(anyEndpoint(), new Peer()));

        stopIfRunning();

        assertDoesNotThrow(listener::close);
    }

    @Test
    final void tlsIsRefusedOrTakesOverInMidStream() throws Exception {
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
    final void codecsAreRefusedOrTakeOverInMidStream() {
        if (abilities().contains(TransportAbility.CODECS)) {
            CodecScenario.run(this::connect);
            return;
        }
        var client = new Peer();
        connect(new Peer(), client);
        client.onLoop(() -> assertThrows(
                UnsupportedOperationException.class, () -> client.link().wrap(new CodecScenario.Doubling())));
    }

    /** Connects two peers, the first one accepting. */
    private void connect(Peer server, Peer client) {
        var listener = done(transport().listen(anyEndpoint(), server));
        done(transport().dial(listener.boundTo(), client));
        server.link();
    }

    private Transport transport() {
        if (transport == null) {
            throw new IllegalStateException("the transport does not run");
        }
        return transport;
    }

    private void stopIfRunning() {
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

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private static String failureOf(CompletionStage<?> stage) {
        CompletionException failure = assertThrows(CompletionException.class, () -> done(stage));
        return String.valueOf(failure.getCause());
    }

    private static Random seeded() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        return new Random(seed);
    }
}
