/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.benchmarks;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import soma.spi.message.ByteView;
import soma.spi.transport.LinkReader;

/** A client as bytes that arrive on a link. Confined to its loop. */
final class TestClient {
    /** A reader may look so far past the end of its bytes. */
    private static final int SLACK = 64;

    private final DrivenLoop loop;
    private final SinkLink link;
    private final LinkReader reader;
    private final ByteView view = new ByteView();

    TestClient(DrivenLoop loop, SinkTransport transport) {
        this.loop = loop;
        this.link = new SinkLink(loop);
        this.reader = transport.open(link);
    }

    /** Puts text where it can be received from, time and again. */
    static MemorySegment bytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        MemorySegment memory = Arena.global().allocate(bytes.length + SLACK, 64);
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return memory;
    }

    /** Sends text and lets the loop turn. */
    void send(String text) {
        receive(bytes(text));
    }

    /**
     * Has the server read what {@link #bytes} returned, as one wake-up, and lets the loop turn.
     *
     * @return how many bytes were written to this client so far
     * @throws IllegalStateException if the server did not use all of it
     */
    long receive(MemorySegment memory) {
        int length = (int) memory.byteSize() - SLACK;
        int used = reader.read(view.wrap(memory, 0, length));
        if (used != length) {
            throw new IllegalStateException("read " + used + " of " + length + " bytes (expected: all of them)");
        }
        reader.readComplete();
        loop.turn();
        return link.bytes();
    }

    /** Returns how many bytes were written to this client so far. */
    long received() {
        return link.bytes();
    }
}
