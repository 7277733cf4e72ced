/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.protocol;

import org.jspecify.annotations.Nullable;
import soma.spi.protocol.Protocol.Session;

/** One session of a fresh protocol on a recording link, from open to close. */
final class WireRun implements AutoCloseable {
    private final ProtocolFixture fixture;
    private final TestLoop loop = new TestLoop();
    private final RecordingLink link = new RecordingLink(loop);
    private @Nullable AssertingLinkReader reader;
    private @Nullable Session session;

    WireRun(ProtocolFixture fixture) {
        this.fixture = fixture;
        var protocol = fixture.start();
        loop.run(() -> {
            Session opened = protocol.open(link, false);
            session = opened;
            AssertingLinkReader asserting = new AssertingLinkReader(opened, loop);
            reader = asserting;
            link.reader(asserting);
        });
    }

    TestLoop loop() {
        return loop;
    }

    RecordingLink link() {
        return link;
    }

    Session session() {
        Session opened = session;
        if (opened == null) {
            throw new IllegalStateException("the protocol opened no session");
        }
        return opened;
    }

    /** Closes the link from the other side if it is open still, and checks what both sides did. */
    @Override
    public void close() {
        try {
            link.closedByPeer(null);
            AssertingLinkReader asserting = reader;
            if (asserting != null) {
                asserting.assertClean();
            }
        } finally {
            loop.close();
            fixture.stop();
        }
    }
}
