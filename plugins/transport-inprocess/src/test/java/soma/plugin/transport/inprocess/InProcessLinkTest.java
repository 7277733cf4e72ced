/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.inprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import soma.spi.memory.NativeMemory;
import soma.spi.message.ByteView;
import soma.spi.transport.Endpoint;
import soma.spi.transport.Link;
import soma.spi.transport.Transport;

final class InProcessLinkTest {
    private static final Endpoint HERE = new Endpoint("inproc", "here", 0);

    private final long memoryBefore = NativeMemory.inUse();
    private final ManualLoop loop = new ManualLoop();
    private final InProcessTransport transport = InProcessTransport.on(loop, 16);
    private RecordingReader reader;
    private InProcessClient client;

    @BeforeEach
    void connect() {
        connect(RecordingReader::new);
    }

    @AfterEach
    void everythingIsFreed() {
        client.close();
        transport.close();
        loop.close();
        assertEquals(memoryBefore, NativeMemory.inUse());
    }

    private void connect(Function<Link, RecordingReader> readers) {
        Transport.Listener listener = transport
                .listen(HERE, link -> reader = readers.apply(link))
                .toCompletableFuture()
                .join();
        client = transport.connect("here");
        loop.runUntilIdle();
        listener.close();
    }

    private void reconnect(Function<Link, RecordingReader> readers) {
        client.close();
        loop.runUntilIdle();
        connect(readers);
    }

    private List<String> heard() {
        loop.runUntilIdle();
        List<String> all = List.copyOf(reader.heard);
        reader.heard.clear();
        return all;
    }

    @Test
    void nothingHappensUntilTheLoopIsDriven() {
        client.send("hi\n");
        assertEquals(List.of(), reader.heard);
        assertEquals(List.of("read hi\n", "complete"), heard());
    }

    @Test
    void whatIsNotUsedUpComesAgainInOnePieceWithMoreBehindIt() {
        client.send("one\ntw");
        assertEquals(List.of("read one\ntw", "read tw", "complete"), heard());
        client.send("o\n");
        assertEquals(List.of("read two\n", "complete"), heard());
    }

    @Test
    void aReaderIsNotAskedAgainBeforeWhatItWantsIsThere() {
        reader.wants = 5;
        client.send("ab");
        assertEquals(List.of("read ab", "complete"), heard());
        client.send("c");
        client.send("d");
        assertEquals(List.of("complete"), heard());
        client.send("\n");
        assertEquals(List.of("read abcd\n", "complete"), heard());
    }

    @Test
    void aPausedReaderGetsTheRestWhenItResumes() {
        reconnect(link -> new RecordingReader(link) {
            @Override
            public int read(ByteView bytes) {
                super.read(bytes);
                boolean first = bytes.toString().startsWith("A");
                link.reading(!first);
                return first ? 2 : bytes.length();
            }
        });
        client.send("A\nB\n");
        client.send("C\n");
        assertEquals(List.of("read A\nB\nC\n", "complete"), heard());
        loop.execute(() -> reader.link.reading(true));
        assertEquals(List.of("read B\nC\n", "complete"), heard());
    }

    @Test
    void aPausedReaderHearsOfTheEndOnlyAfterItsBytes() {
        loop.execute(() -> reader.link.reading(false));
        loop.runUntilIdle();
        client.send("last\n");
        client.close();
        assertEquals(List.of(), heard());
        loop.execute(() -> reader.link.reading(true));
        assertEquals(List.of("read last\n", "complete", "closed"), heard());
    }

    @Test
    void writesFromTheLoopAndFromOutsideArriveInOrder() {
        assertEquals(1, reader.write("a"));
        assertEquals(3, reader.write("bc"));
        assertEquals(3, reader.link.pending());
        loop.execute(() -> reader.write("d"));
        loop.runUntilIdle();
        assertEquals("abcd", client.received());
        assertEquals(0, reader.link.pending());
    }

    @Test
    void aClientThatStopsReadingBlocksTheLinkUntilItResumes() {
        client.reading(false);
        reader.write("0123456789");
        reader.write("0123456789");
        assertEquals(List.of("blocked"), heard());
        assertEquals(4, reader.link.pending());
        reader.write("xyz");
        assertEquals(List.of(), heard());
        client.reading(true);
        assertEquals(List.of("progress 0"), heard());
        assertEquals("01234567890123456789xyz", client.take());
        assertEquals(0, reader.link.pending());
    }

    @Test
    void theLoopSeesProgressAgainAndAgainWhileAPeerReadsSlowly() {
        client.reading(false);
        reader.write("x".repeat(50));
        assertEquals(List.of("blocked"), heard());
        client.reading(true);
        client.reading(false);
        assertEquals(List.of("progress 18"), heard());
        client.reading(true);
        assertEquals(List.of("progress 2", "progress 0"), heard());
    }

    @Test
    void aClientsBytesWaitWhileTheServerDoesNotRead() {
        loop.execute(() -> reader.link.reading(false));
        loop.runUntilIdle();
        client.send("x".repeat(99) + "\n");
        assertEquals(84, client.unsent());
        loop.execute(() -> reader.link.reading(true));
        loop.runUntilIdle();
        assertEquals(0, client.unsent());
        assertTrue(reader.heard.contains("read " + "x".repeat(99) + "\n"), reader.heard.toString());
    }

    @Test
    void closeWritesWhatWaitsFirst() {
        reader.write("bye, this is longer than the pipe\n");
        loop.execute(reader.link::close);
        assertEquals(List.of("blocked", "progress 2", "progress 0", "closed"), heardAfterAPause());
        assertEquals("bye, this is longer than the pipe\n", client.received());
        assertTrue(client.isClosed());
    }

    private List<String> heardAfterAPause() {
        client.reading(false);
        loop.runUntilIdle();
        client.reading(true);
        return heard();
    }

    @Test
    void closeGivesUpOnAPeerThatTakesNothing() {
        client.reading(false);
        reader.write("x".repeat(50));
        loop.execute(reader.link::close);
        assertEquals(List.of("blocked"), heard());
        loop.advance(Duration.ofMillis(99));
        assertEquals(List.of(), heard());
        loop.advance(Duration.ofMillis(101));
        assertEquals(List.of("closed"), heard());
    }

    @Test
    void abortDropsWhatWaits() {
        client.reading(false);
        reader.write("x".repeat(50));
        loop.execute(reader.link::abort);
        client.reading(true);
        assertEquals(List.of("blocked", "closed"), heard());
        assertTrue(client.isClosed());
        assertEquals(16, client.received().length());
        assertEquals(0, reader.link.pending());
    }

    @Test
    void aWriteAfterTheEndIsRefusedAndItsChunksAreFreed() {
        loop.execute(reader.link::close);
        loop.runUntilIdle();
        assertEquals(-1, reader.write("late"));
        loop.execute(() -> assertEquals(-1, reader.write("late")));
        loop.runUntilIdle();
        assertEquals("", client.received());
    }

    @Test
    void theEndIsToldOnceWhoeverCloses() {
        client.close();
        loop.execute(reader.link::close);
        loop.execute(reader.link::abort);
        assertEquals(List.of("closed"), heard());
        loop.execute(reader.link::abort);
        assertEquals(List.of(), heard());
    }

    @Test
    void writesToAPeerThatHasGoneAreDropped() {
        client.reading(false);
        reader.write("x".repeat(50));
        loop.runUntilIdle();
        client.close();
        assertEquals(List.of("blocked", "closed"), heard());
    }

    @Test
    void whatReadThrowsClosesTheLink() {
        reconnect(link -> new RecordingReader(link) {
            @Override
            public int read(ByteView bytes) {
                throw new IllegalStateException("a bug");
            }
        });
        client.send("x");
        assertEquals(List.of("closed a bug"), heard());
        assertTrue(client.isClosed());
    }

    @Test
    void aReaderThatAbortsWhileItReadsKeepsItsBytesForTheCall() {
        reconnect(link -> new RecordingReader(link) {
            @Override
            public int read(ByteView bytes) {
                link.abort();
                heard.add("still " + bytes);
                return bytes.length();
            }
        });
        client.send("here");
        assertEquals(List.of("still here", "closed"), heard());
    }

    @Test
    void tlsAndCodecsAreRefused() {
        assertThrows(
                UnsupportedOperationException.class,
                () -> reader.link.startTls(javax.net.ssl.SSLContext.getDefault().createSSLEngine()));
        assertThrows(UnsupportedOperationException.class, () -> reader.link.wrap(null));
        assertFalse(client.isClosed());
    }

    @Test
    void anAcceptorThatFailsClosesTheLink() {
        transport.listen(new Endpoint("inproc", "broken", 0), link -> {
            throw new IllegalStateException("no reader");
        });
        InProcessClient lost = transport.connect("broken");
        loop.runUntilIdle();
        assertTrue(lost.isClosed());
        lost.close();
    }
}
