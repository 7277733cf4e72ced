/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.BiConsumer;
import soma.spi.message.ByteView;
import soma.spi.transport.LinkCodec;

/** A codec takes over in mid-stream, on both sides, with bytes of the old and the new kind in one wake-up. */
final class CodecScenario {
    private CodecScenario() {}

    static void run(BiConsumer<Peer, Peer> connect) {
        var server = new Peer() {
            private boolean wrapped;

            @Override
            protected int take(ByteView bytes) {
                if (wrapped) {
                    return super.take(bytes);
                }
                for (int i = 0; i < bytes.length(); i++) {
                    if (bytes.byteAt(i) == '\n') {
                        wrapped = true;
                        send("plain\n");
                        link().wrap(new Doubling());
                        send("coded");
                        return i + 1;
                    }
                }
                return 0;
            }
        };
        var client = new Peer();
        connect.accept(server, client);

        client.send("upgrade\naabbccd");
        server.awaitBytes(3);
        client.send("d");
        server.awaitBytes(4);
        client.awaitBytes(16);

        assertEquals("abcd", server.text());
        assertEquals("plain\nccooddeedd", client.text());
    }

    /** Writes every byte twice. */
    static final class Doubling implements LinkCodec {
        @Override
        public int decode(ByteView bytes, Sink sink) {
            int pairs = bytes.length() / 2;
            if (pairs > 0) {
                byte[] single = new byte[pairs];
                for (int i = 0; i < pairs; i++) {
                    single[i] = bytes.byteAt(2 * i);
                }
                give(single, sink);
            }
            return pairs * 2;
        }

        @Override
        public void encode(ByteView bytes, Sink sink) {
            byte[] twice = new byte[2 * bytes.length()];
            for (int i = 0; i < twice.length; i++) {
                twice[i] = bytes.byteAt(i / 2);
            }
            give(twice, sink);
        }

        private static void give(byte[] bytes, Sink sink) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment memory = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
                sink.accept(new ByteView().wrap(memory, 0, bytes.length));
            }
        }
    }
}
