/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.inprocess;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import soma.spi.memory.NativeMemory;

/**
 * The other end of a link, for code that has no event loop: tests and embedders. Sending never blocks: what the pipe does
 * not take waits here, without bound. What arrives is collected until {@link #take()}, unless reading is off: then it
 * stays in the pipe, and the server meets a peer that takes no more. Safe for any thread.
 */
public final class InProcessClient implements AutoCloseable {
    private final Pipe out;
    private final Pipe in;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<byte[]> unsent = new ArrayDeque<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final Inbox inbox = new Inbox();
    private int sentOfFirst;
    private boolean reading = true;
    private boolean closing;
    private boolean closed;

    InProcessClient(Pipe out, Pipe in) {
        this.out = out;
        this.in = in;
    }

    /** Returns what the pipes tell of their changes. */
    PipeEnd end() {
        return new PipeEnd() {
            @Override
            public void readable() {
                receive();
            }

            @Override
            public void writable() {
                sendOn();
            }
        };
    }

    /** Sends text as UTF-8. Dropped when either end has closed. */
    public void send(String text) {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends bytes, which arrive in order but in any pieces. Dropped when either end has closed. */
    public void send(byte[] bytes) {
        lock.lock();
        try {
            if (!closing && bytes.length > 0) {
                unsent.add(bytes.clone());
            }
        } finally {
            lock.unlock();
        }
        sendOn();
    }

    /** Returns how many bytes the server has not taken into its pipe yet. */
    public long unsent() {
        lock.lock();
        try {
            return unsent.stream().mapToLong(b -> b.length).sum() - sentOfFirst;
        } finally {
            lock.unlock();
        }
    }

    /** Stops or resumes taking bytes. */
    public void reading(boolean on) {
        lock.lock();
        try {
            reading = on;
        } finally {
            lock.unlock();
        }
        receive();
    }

    /** Returns the text that has come since the last {@link #take()}; what is no UTF-8 shows as replacement characters. */
    public String received() {
        return new String(receivedBytes(), StandardCharsets.UTF_8);
    }

    /** Returns the bytes that have come since the last {@link #take()}. */
    public byte[] receivedBytes() {
        lock.lock();
        try {
            return received.toByteArray();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the text that has come since the last call, and forgets it. */
    public String take() {
        lock.lock();
        try {
            String text = received.toString(StandardCharsets.UTF_8);
            received.reset();
            return text;
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether either end has closed. With reading off, bytes may still wait. */
    public boolean isClosed() {
        lock.lock();
        try {
            return closed || in.writerClosed();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the received text is as wanted, the server has closed or the time is over. Not for a transport on a
     * {@link ManualLoop}, where nothing happens meanwhile.
     *
     * @return whether the text is as wanted
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    public boolean await(Predicate<String> wanted, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (!wanted.test(received())) {
                if (left <= 0 || (isClosed() && reading)) {
                    return wanted.test(received());
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until {@link #isClosed()} or the time is over; returns whether it is closed. */
    public boolean awaitClosed(Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (!isClosed() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return isClosed();
        } finally {
            lock.unlock();
        }
    }

    /** Sends what is unsent as far as the server takes it, and reads no more. Does nothing when closed. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
        } finally {
            lock.unlock();
        }
        sendOn();
        in.closeReader();
    }

    private void receive() {
        lock.lock();
        try {
            if (reading && in.drainTo(inbox) > 0) {
                received.writeBytes(inbox.view().copy());
                inbox.used(inbox.length());
            }
            if (in.atEnd()) {
                inbox.free();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void sendOn() {
        boolean last;
        lock.lock();
        try {
            for (byte[] first = unsent.peek(); first != null; first = unsent.peek()) {
                int taken = write(first, sentOfFirst);
                if (taken < 0) {
                    unsent.clear();
                    sentOfFirst = 0;
                    break;
                }
                sentOfFirst += taken;
                if (sentOfFirst < first.length) {
                    break;
                }
                unsent.remove();
                sentOfFirst = 0;
            }
            last = closing && unsent.isEmpty() && !closed;
            closed |= last;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (last) {
            out.closeWriter();
        }
    }

    private int write(byte[] bytes, int from) {
        int length = bytes.length - from;
        MemorySegment copy = NativeMemory.allocate(length);
        try {
            MemorySegment.copy(MemorySegment.ofArray(bytes), from, copy, 0, length);
            return out.write(copy, 0, length);
        } finally {
            NativeMemory.free(copy);
        }
    }
}
