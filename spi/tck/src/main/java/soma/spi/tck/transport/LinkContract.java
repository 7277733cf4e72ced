/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import soma.spi.annotation.Api;
import soma.spi.memory.NativeMemory;
import soma.spi.message.ByteView;
import soma.spi.tck.fixture.Seed;
import soma.spi.transport.Link;

/** What every link must do: carry bytes in order and in one piece, hold back, and end in order. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public abstract class LinkContract extends TransportFixture {
    /** For subclasses. */
    protected LinkContract() {}

    @Test
    public void bytesComeBackFromAnEcho() {
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
    public void theAcceptorMayWriteBeforeItReturns() {
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
    public void whatIsNotUsedUpComesAgainInOnePiece() {
        var lines = new LineReader();
        var client = new Peer();
        connect(lines, client);
        var seed = Seed.forRun();
        Random random = seed.random();
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

        seed.run(() -> lines.awaitBytes(expected.length()));

        seed.run(() -> assertEquals(expected.toString(), lines.text()));
    }

    @Test
    public void aLargeMessageThatArrivesInPiecesIsHandedOverWhole() {
        var messages = new SizedReader();
        var client = new Peer();
        connect(messages, client);
        var seed = Seed.forRun();
        Random random = seed.random();
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

        seed.run(() -> messages.await("all messages", () -> messages.used() == expected));

        assertEquals(9, messages.count());
        assertTrue(messages.callsPerMessage() < 20, "pieces of a message are not offered one by one");
    }

    @Test
    public void anAnnouncedSizeAloneCostsNothing() {
        var messages = new SizedReader();
        var client = new Peer();
        connect(messages, client);
        client.send(Arrays.copyOf(SizedReader.message(500 * MEBIBYTE / 10), 1000));
        messages.await("the beginning", () -> messages.offered() > 0);
        client.send(new byte[1000]);
        long limit = memoryBefore() + 20L * MEBIBYTE;

        messages.onLoop(() -> {});

        assertTrue(NativeMemory.inUse() < limit, "in use: " + NativeMemory.inUse());
    }

    @Test
    public void aClosedPeerIsHeardAfterItsLastBytes() {
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
    public void eachThreadsWritesStayInOrder() throws Exception {
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
    public void writesOfLoopAndForeignThreadsAllArrive() {
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
    public void whatWasNotUsedUpIsOfferedAgainWhenReadingResumes() {
        var waiting = new Peer() {
            private volatile boolean ready;

            @Override
            protected int take(ByteView bytes) {
                if (!ready) {
                    link().reading(false);
                    ready = true;
                    return 0;
                }
                remember(bytes);
                return bytes.length();
            }
        };
        var client = new Peer();
        connect(waiting, client);
        client.send("asked once");
        client.await("everything written", () -> client.link().pending() == 0);
        waiting.await("the first offer, which stops reading", () -> waiting.ready);

        waiting.onLoop(() -> waiting.link().reading(true));

        waiting.awaitBytes(10);
        assertEquals("asked once", waiting.text());
    }

    @Test
    public void aWriteAfterCloseAnswersMinusOne() {
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
    public void closedIsHeardOnceAndLast() {
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
    public void aPeerThatDoesNotReadBlocksTheWriter() {
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
    public void nothingIsReadWhileReadingIsOff() {
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
    public void closeWritesWhatWaits() {
        var server = new Peer();
        var client = new Peer();
        connect(server, client);
        byte[] much = SizedReader.message(8 * MEBIBYTE);

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
    public void closeDoesNotWaitForAPeerThatTakesNothing() {
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
    public void abortDropsWhatWaits() {
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
    public void aReaderThatThrowsLosesItsLink() {
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
}
