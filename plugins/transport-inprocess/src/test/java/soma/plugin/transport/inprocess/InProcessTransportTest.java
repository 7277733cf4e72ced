/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.inprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import soma.spi.memory.NativeMemory;
import soma.spi.transport.Endpoint;
import soma.spi.transport.EventLoop;
import soma.spi.transport.Link;
import soma.spi.transport.LinkReader;
import soma.spi.transport.Transport.Listener;

@Timeout(20)
final class InProcessTransportTest {
    private static final Endpoint ECHO = new Endpoint("inproc", "echo", 0);
    private static final Duration SOON = Duration.ofSeconds(10);

    private static LinkReader echo(Link link) {
        return new RecordingReader(link) {
            @Override
            void line(String lines) {
                assertTrue(link.loop().inLoop());
                write(lines);
            }
        };
    }

    private static <T> T done(java.util.concurrent.CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    @Test
    void echoesAcrossThreads() throws InterruptedException {
        long before = NativeMemory.inUse();
        try (InProcessTransport transport = InProcessTransport.onThreads(2, 100)) {
            transport.start();
            done(transport.listen(ECHO, InProcessTransportTest::echo));
            try (InProcessClient one = transport.connect("echo");
                    InProcessClient other = transport.connect("echo")) {
                String line = "x".repeat(1000) + "\n";
                for (int i = 0; i < 200; i++) {
                    one.send(line);
                    other.send("y\n");
                }
                assertTrue(one.await(text -> text.equals(line.repeat(200)), SOON));
                assertTrue(other.await(text -> text.equals("y\n".repeat(200)), SOON));
            }
        }
        assertEquals(before, NativeMemory.inUse());
    }

    @Test
    void dialsBetweenLoops() throws InterruptedException {
        try (InProcessTransport transport = InProcessTransport.onThreads(2)) {
            transport.start();
            done(transport.listen(ECHO, InProcessTransportTest::echo));
            var answered = new CountDownLatch(1);
            Link near = done(transport.dial(ECHO, link -> new RecordingReader(link) {
                @Override
                void line(String lines) {
                    if (lines.equals("ping\n")) {
                        answered.countDown();
                    }
                }
            }));
            assertEquals("echo:0", near.remoteAddress());
            new RecordingReader(near).write("ping\n");
            assertTrue(answered.await(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void closeEndsLinksAndThreads() throws InterruptedException {
        InProcessTransport transport = InProcessTransport.onThreads(1);
        transport.start();
        done(transport.listen(ECHO, InProcessTransportTest::echo));
        InProcessClient client = transport.connect("echo");
        client.send("a\n");
        assertTrue(client.await("a\n"::equals, SOON));
        transport.close();
        assertTrue(client.awaitClosed(SOON));
        EventLoop loop = transport.loops().getFirst();
        loop.execute(() -> {
            throw new AssertionError("a task ran after the end");
        });
        client.close();
    }

    @Test
    void aNameIsTakenOnceAndFreeAfterClose() {
        try (ManualLoop loop = new ManualLoop()) {
            InProcessTransport transport = InProcessTransport.on(loop);
            Listener first = done(transport.listen(ECHO, InProcessTransportTest::echo));
            assertEquals(ECHO, first.boundTo());
            var taken = assertThrows(
                    CompletionException.class, () -> done(transport.listen(ECHO, InProcessTransportTest::echo)));
            assertTrue(taken.getMessage().contains("inproc://echo:0"), taken.getMessage());
            first.close();
            done(transport.listen(ECHO, InProcessTransportTest::echo));
        }
    }

    @Test
    void nobodyListeningIsSaid() {
        InProcessTransport transport = InProcessTransport.on(new ManualLoop());
        var refused =
                assertThrows(CompletionException.class, () -> done(transport.dial(ECHO, InProcessTransportTest::echo)));
        assertTrue(refused.getMessage().contains("inproc://echo:0"), refused.getMessage());
        assertThrows(IllegalStateException.class, () -> transport.connect("echo"));
    }

    @Test
    void aClosedListenerTakesNoLinkThatWasOnItsWay() {
        try (ManualLoop loop = new ManualLoop()) {
            InProcessTransport transport = InProcessTransport.on(loop);
            List<Link> accepted = new ArrayList<>();
            Listener listener = done(transport.listen(ECHO, link -> {
                accepted.add(link);
                return echo(link);
            }));
            InProcessClient client = transport.connect("echo");
            listener.close();
            loop.runUntilIdle();
            assertEquals(List.of(), accepted);
            assertTrue(client.isClosed());
        }
    }

    @Test
    void peersHaveAddressesOfTheirOwn() {
        try (ManualLoop loop = new ManualLoop()) {
            InProcessTransport transport = InProcessTransport.on(loop);
            List<String> peers = new ArrayList<>();
            done(transport.listen(ECHO, link -> {
                peers.add(link.remoteAddress());
                return echo(link);
            }));
            transport.connect("echo");
            transport.connect("echo");
            loop.runUntilIdle();
            assertNotEquals(peers.get(0), peers.get(1));
            assertEquals("inproc:1", peers.get(0));
            transport.close();
        }
    }
}
