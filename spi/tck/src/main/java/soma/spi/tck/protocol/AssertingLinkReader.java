/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import soma.spi.annotation.Api;
import soma.spi.message.ByteView;
import soma.spi.transport.EventLoop;
import soma.spi.transport.LinkReader;

/**
 * Stands between a transport and a reader and checks the transport: right thread, bytes not used up come again, nothing
 * after {@code closed}, and that once. What is wrong is written down rather than thrown, since a transport would take it
 * for the reader's fault; the test ends with {@link #assertClean()}, from any thread.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public final class AssertingLinkReader implements LinkReader {
    private final LinkReader reader;
    private final EventLoop loop;
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private byte[] notUsed = {};
    private boolean blocked;
    private volatile boolean closed;

    /** Puts itself before a reader of a link of that loop. */
    public AssertingLinkReader(LinkReader reader, EventLoop loop) {
        this.reader = reader;
        this.loop = loop;
    }

    /** Fails if the transport broke a rule. */
    public void assertClean() {
        if (!violations.isEmpty()) {
            throw new AssertionError("the transport broke rules: " + String.join("; ", violations));
        }
    }

    /** Returns whether the reader heard that the link is gone. */
    public boolean isClosed() {
        return closed;
    }

    @Override
    public int read(ByteView bytes) {
        check("read");
        byte[] given = bytes.copy();
        require(given.length > 0, "read was called with no bytes");
        boolean again =
                given.length >= notUsed.length && Arrays.equals(notUsed, 0, notUsed.length, given, 0, notUsed.length);
        require(again, "bytes not used up did not come again at the beginning");
        int used = reader.read(bytes);
        notUsed = Arrays.copyOfRange(given, Math.clamp(used, 0, given.length), given.length);
        return used;
    }

    @Override
    public int wanted() {
        return reader.wanted();
    }

    @Override
    public void readComplete() {
        check("readComplete");
        reader.readComplete();
    }

    @Override
    public void blocked() {
        check("blocked");
        require(!blocked, "blocked was called again before progress told that nothing waits");
        blocked = true;
        reader.blocked();
    }

    @Override
    public void progress(long pending) {
        check("progress");
        require(blocked, "progress was called without blocked before it");
        require(pending >= 0, "progress was called with " + pending + " bytes");
        blocked = pending > 0;
        reader.progress(pending);
    }

    @Override
    public void secured() {
        check("secured");
        notUsed = new byte[0];
        reader.secured();
    }

    @Override
    public void closed(@Nullable Throwable cause) {
        check("closed");
        closed = true;
        reader.closed(cause);
    }

    private void check(String call) {
        require(
                loop.inLoop(),
                call + " was called off the owning loop, on "
                        + Thread.currentThread().getName());
        require(!closed, call + " was called after closed");
    }

    private void require(boolean holds, String violation) {
        if (!holds) {
            violations.add(violation);
        }
    }
}
