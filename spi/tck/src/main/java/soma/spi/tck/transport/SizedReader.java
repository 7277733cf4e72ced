/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.transport;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import soma.spi.message.ByteView;

/** Reads messages of a four byte size and a body; asks for the whole of one; checks the body without keeping it. */
final class SizedReader extends Peer {
    private static final int HEADER = 4;

    private final AtomicInteger used = new AtomicInteger();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile int offered;
    private int wanted;

    /** Makes a message whose body counts up. */
    static byte[] message(int size) {
        byte[] message = new byte[HEADER + size];
        ByteBuffer.wrap(message).putInt(size);
        for (int i = 0; i < size; i++) {
            message[HEADER + i] = (byte) (i % 251);
        }
        return message;
    }

    @Override
    protected int take(ByteView bytes) {
        calls.incrementAndGet();
        offered = bytes.length();
        wanted = 0;
        int at = 0;
        while (bytes.length() - at >= HEADER) {
            int size = size(bytes, at);
            if (bytes.length() - at < HEADER + size) {
                wanted = HEADER + size;
                break;
            }
            check(bytes, at + HEADER, size);
            at += HEADER + size;
            count.incrementAndGet();
        }
        used.addAndGet(at);
        return at;
    }

    @Override
    public int wanted() {
        return wanted;
    }

    int used() {
        return used.get();
    }

    int count() {
        return count.get();
    }

    int offered() {
        return offered;
    }

    int callsPerMessage() {
        return calls.get() / Math.max(1, count.get());
    }

    private static int size(ByteView bytes, int at) {
        int size = 0;
        for (int i = 0; i < HEADER; i++) {
            size = (size << 8) | (bytes.byteAt(at + i) & 0xff);
        }
        return size;
    }

    private static void check(ByteView bytes, int from, int size) {
        for (int i = 0; i < size; i++) {
            if (bytes.byteAt(from + i) != (byte) (i % 251)) {
                throw new AssertionError("byte " + i + " of a message of " + size + " is wrong");
            }
        }
    }
}
