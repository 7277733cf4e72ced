/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import soma.kernel.assembly.Assembly;
import soma.kernel.testing.FakeSession;
import soma.spi.participant.Identity;
import soma.spi.protocol.SessionListener;
import soma.spi.protocol.SessionView;
import soma.spi.server.Traffic;

class SessionTableTest {
    private static final Instant NOW = Instant.ofEpochSecond(100);

    private final List<String> heard = new ArrayList<>();
    private final SessionListener failing = new SessionListener() {
        @Override
        public void closed(SessionView session, String reason) {
            throw new IllegalStateException("must not keep others from hearing");
        }
    };
    private final SessionListener listener = new SessionListener() {
        @Override
        public void admitted(SessionView session) {
            heard.add("admitted " + session.identity().id());
        }

        @Override
        public void refused(SessionView session, String reason) {
            heard.add("refused " + session.identity().id() + " " + reason);
        }

        @Override
        public void closed(SessionView session, String reason) {
            heard.add("closed " + session.identity().id() + " " + reason);
        }
    };
    private final SessionTable table = new SessionTable(
            InstantSource.fixed(NOW),
            () -> new Assembly(Map.of(SessionListener.POINT, List.of(failing, listener)), Map.of()),
            () -> 2);

    private FakeSession open(long messages) {
        var session = new FakeSession(table.nextId());
        session.messages = messages;
        table.opened(session);
        return session;
    }

    @Test
    void countsAndFindsOpenSessions() {
        FakeSession one = open(0);
        FakeSession two = open(0);
        assertEquals(2, table.count());
        assertEquals(Optional.of(two), table.find(two.identity().id()));
        table.ended(one, "Client Closed");
        var seen = new ArrayList<Object>();
        table.forEach(seen::add);
        assertEquals(List.of(two), seen);
        assertEquals(Optional.empty(), table.find(one.identity().id()));
    }

    @Test
    void tellsListenersThoughOneFails() {
        FakeSession session = open(0);
        table.admitted(session);
        table.refused(session, "no");
        table.ended(session, "Client Closed");
        assertEquals(List.of("admitted 1", "refused 1 no", "closed 1 Client Closed"), heard);
    }

    @Test
    void endsASessionOnce() {
        FakeSession session = open(0);
        table.ended(session, "Client Closed");
        table.ended(session, "Write Error");
        assertEquals(1, table.closed().size());
        assertEquals(1, heard.size());
    }

    @Test
    void remembersTheLastClosedOnesAsTheyWereAtTheEnd() {
        FakeSession last = open(0);
        table.ended(open(0), "A");
        table.ended(open(0), "B");
        last.messages = 5;
        table.ended(last, "C");
        last.messages = 6;
        assertEquals(
                List.of("B", "C"), table.closed().stream().map(c -> c.reason()).toList());
        assertEquals(5, table.closed().getLast().session().messagesIn());
        assertEquals(NOW, table.closed().getLast().ended());
    }

    @Test
    void sumsTrafficOfOpenAndEndedSessionsByKindAndSpace() {
        table.ended(open(1), "Slow Consumer (Pending Bytes)");
        open(2);
        var other = new FakeSession(new Identity(table.nextId(), "Other", "", ""), "$G");
        other.messages = 7;
        table.opened(other);
        assertEquals(
                Map.of(
                        new Traffic.Of("Client", "$G"),
                        new Traffic(2, 3, 6, 30, 60, 1, 0),
                        new Traffic.Of("Other", "$G"),
                        new Traffic(1, 7, 14, 70, 140, 0, 0)),
                table.traffic());
        assertEquals(1, table.clients().size());
    }

    @Test
    void countsReasons() {
        table.ended(open(0), "Slow Consumer (Pending Bytes)");
        table.ended(open(0), "Slow Consumer (Write Deadline)");
        table.ended(open(0), "Stale Connection");
        assertEquals(2, table.ended("Slow Consumer"));
        assertEquals(1, table.ended("Stale Connection"));
    }

    @Test
    void countsOnlySoManyReasonsApart() {
        for (int i = 0; i < 1000; i++) {
            table.ended(open(0), "invented " + i);
        }
        assertEquals(1000 - 256, table.ended("Others"));
    }

    @Test
    void waitsUntilNoneIsOpen() throws InterruptedException {
        FakeSession session = open(0);
        assertFalse(table.awaitNone(Duration.ofMillis(10)));
        Thread.ofVirtual().start(() -> table.ended(session, "Client Closed"));
        assertTrue(table.awaitNone(Duration.ofSeconds(10)));
    }
}
