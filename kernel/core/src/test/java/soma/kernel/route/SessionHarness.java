/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import soma.kernel.boot.Kernel;
import soma.kernel.lane.Words;
import soma.spi.memory.Chunk;
import soma.spi.memory.ChunkPool;
import soma.spi.message.ByteView;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.space.SubjectSpace;
import soma.spi.transport.Endpoint;
import soma.spi.transport.EventLoop;
import soma.spi.transport.Link;
import soma.spi.transport.LinkCodec;
import soma.spi.transport.LinkReader;
import soma.spi.transport.Transport;

/**
 * Client sessions over links that only count. The transport allocates nothing, so that what a message costs in memory is
 * what the kernel spends on it. One thread is the loop.
 */
final class SessionHarness implements AutoCloseable {
    private static final int READ = 64 * 1024;
    private static final String CONNECT = "CONNECT {\"verbose\":false,\"headers\":true}\r\n";

    private final CountingLoop loop = new CountingLoop();
    private final CountingTransport transport = new CountingTransport();
    private final Arena arena = Arena.ofConfined();
    private final ByteView view = new ByteView();
    private final List<CountingLink> links = new ArrayList<>();
    private final Kernel kernel;

    SessionHarness(ServerPlugin... plugins) {
        List<ServerPlugin> all = new ArrayList<>(List.of(plugins));
        all.add(transport);
        kernel = Kernel.builder()
                .plugins(all)
                .listener(new Endpoint("counting", "test", 0))
                .build();
        kernel.start();
        feed(open(), CONNECT);
    }

    /** Bytes that a client sends again and again. */
    interface Batch {
        void publish();
    }

    /** Makes the text of a message by round and number. */
    interface MessageText {
        String of(int round, int number);
    }

    private LinkReader open() {
        CountingLink link = new CountingLink(loop);
        links.add(link);
        LinkReader reader = transport.accept(link);
        link.reader = reader;
        return reader;
    }

    private void feed(LinkReader reader, String text) {
        MemorySegment memory = memory(text);
        reader.read(view.wrap(memory, 0, text.length()));
        reader.readComplete();
        loop.run();
    }

    private MemorySegment memory(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        MemorySegment memory = arena.allocate(bytes.length + 16L);
        MemorySegment.copy(bytes, 0, memory, Words.BYTE, 0, bytes.length);
        return memory;
    }

    /** Connects a second client and has it subscribe. */
    void subscribe(String text) {
        LinkReader reader = open();
        feed(reader, CONNECT + text);
        links.getLast().messages = 0;
    }

    /** Returns the space that the clients are in. */
    SubjectSpace space() {
        return kernel.server().spaces().defaultSpace();
    }

    /** Returns a batch of messages, sent by the first client, the same every time. */
    Batch prepare(int messages, IntFunction<String> message) {
        Sending sending = new Sending(messages, message);
        return sending::send;
    }

    /** Returns a batch of messages that are others every time, for so many times. */
    Batch prepareFresh(int messages, int rounds, MessageText message) {
        List<Sending> all = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            int number = round;
            all.add(new Sending(messages, i -> message.of(number, i)));
        }
        return () -> all.removeLast().send();
    }

    /** Fails unless the second client got so many messages. */
    void assertDelivered(int messages) {
        assertEquals(messages, links.getLast().messages);
    }

    @Override
    public void close() {
        links.forEach(CountingLink::abort);
        loop.run();
        kernel.close();
        loop.pool.clear();
        arena.close();
    }

    /** Messages in the memory that they are read from, offered as a transport would: so much at a time. */
    private final class Sending {
        private final MemorySegment memory;
        private final int length;

        Sending(int messages, IntFunction<String> message) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < messages; i++) {
                text.append(message.apply(i));
            }
            memory = memory(text.toString());
            length = text.length();
        }

        void send() {
            LinkReader reader = links.getFirst().reader;
            int at = 0;
            while (reader != null && at < length) {
                at += reader.read(view.wrap(memory, at, Math.min(READ, length - at)));
                reader.readComplete();
                loop.run();
            }
        }
    }

    private static final class CountingTransport implements ServerPlugin, Transport {
        private @Nullable LinkAcceptor acceptor;

        LinkReader accept(Link link) {
            if (acceptor == null) {
                throw new IllegalStateException("nobody listens");
            }
            return acceptor.open(link);
        }

        @Override
        public PluginInfo info() {
            return PluginInfo.of("transport-counting", "1.0.0");
        }

        @Override
        public void contribute(Contributions contributions) {
            contributions.add(Transport.POINT, "counting", this);
        }

        @Override
        public CompletionStage<Listener> listen(Endpoint endpoint, LinkAcceptor to) {
            acceptor = to;
            return CompletableFuture.completedFuture(new Listener() {
                @Override
                public Endpoint boundTo() {
                    return endpoint;
                }

                @Override
                public void close() {}
            });
        }

        @Override
        public CompletionStage<Link> dial(Endpoint endpoint, LinkAcceptor to) {
            throw new UnsupportedOperationException("this transport does not dial");
        }
    }

    /** Runs tasks when told to; timers never. */
    private static final class CountingLoop implements EventLoop {
        private final ChunkPool pool = new ChunkPool();
        private final List<Runnable> tasks = new ArrayList<>();
        private final Thread owner = Thread.currentThread();

        void run() {
            for (int i = 0; i < tasks.size(); i++) {
                tasks.get(i).run();
            }
            tasks.clear();
        }

        @Override
        public boolean inLoop() {
            return Thread.currentThread() == owner;
        }

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        @Override
        public Timer schedule(Runnable task, long delayNanos) {
            return () -> {};
        }

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public ChunkPool chunks() {
            return pool;
        }
    }

    /** Counts the messages written to it. */
    private static final class CountingLink implements Link {
        private final CountingLoop loop;
        private @Nullable LinkReader reader;
        private int messages;

        CountingLink(CountingLoop loop) {
            this.loop = loop;
        }

        @Override
        public long write(Chunk first, int bytes) {
            for (Chunk chunk = first; chunk != null; chunk = chunk.next()) {
                for (int at = chunk.start(); at < chunk.end() - 3; at++) {
                    int word = chunk.memory().get(Words.INT, at);
                    messages += word == ('M' | 'S' << 8 | 'G' << 16 | ' ' << 24) ? 1 : 0;
                }
            }
            loop.pool.recycleChain(first);
            return 0;
        }

        @Override
        public EventLoop loop() {
            return loop;
        }

        @Override
        public long pending() {
            return 0;
        }

        @Override
        public void reading(boolean on) {}

        @Override
        public void startTls(SSLEngine engine) {
            throw new UnsupportedOperationException("no TLS here");
        }

        @Override
        public void wrap(LinkCodec codec) {
            throw new UnsupportedOperationException("no codecs here");
        }

        @Override
        public void close() {
            abort();
        }

        @Override
        public void abort() {
            LinkReader told = reader;
            reader = null;
            if (told != null) {
                loop.execute(() -> told.closed(null));
            }
        }

        @Override
        public String remoteAddress() {
            return "test:1";
        }

        @Override
        public String remoteHost() {
            return "test";
        }
    }
}
