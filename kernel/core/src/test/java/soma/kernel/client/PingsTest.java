/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import soma.spi.protocol.SessionView;

/** When clients are sent PING, and what happens to those that do not answer. */
class PingsTest {
    private final Scene scene = Scene.of("ping_interval", "10s", "ping_max", 2);

    @AfterEach
    void stop() {
        scene.close();
    }

    private SessionView view() {
        var views = new ArrayList<SessionView>();
        scene.server().sessions().forEach(session -> views.add(session.view()));
        return views.getFirst();
    }

    @Test
    void theFirstPingComesTwoToTwoPointFourSecondsAfterConnect() {
        for (int i = 0; i < 20; i++) {
            Wire client = scene.connect("");
            scene.advanceMillis(1_999);
            client.expect("");
            scene.advanceMillis(402);
            client.expect("PING\r\n");
            client.close();
        }
    }

    @Test
    void theFirstPingComesThoughTheClientIsActive() {
        Wire client = scene.connect("");
        scene.advanceMillis(1_900);
        client.send("PUB a 0\r\n\r\n");
        scene.advanceMillis(600);
        client.expect("PING\r\n");
    }

    @Test
    void withoutConnectThePingComesAfterAnInterval() {
        Wire client = scene.open();
        client.take();
        scene.advanceMillis(9_999);
        client.expect("");
        scene.advanceMillis(1);
        client.expect("PING\r\n");
    }

    @Test
    void aShortIntervalIsTheTimeToTheFirstPingToo() {
        try (Scene quick = Scene.of("ping_interval", "1s")) {
            Wire client = quick.connect("");
            quick.advanceMillis(999);
            client.expect("");
            quick.advanceMillis(202);
            client.expect("PING\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUB a 0\r\n\r\n", "SUB a 1\r\n", "UNSUB 1\r\n", "PING\r\n"})
    void anActiveClientWithAKnownRoundTripIsNotAsked(String activity) {
        Wire client = scene.connect("");
        scene.advanceMillis(2_400);
        client.expect("PING\r\n").send("PONG\r\n");
        for (int i = 0; i < 10; i++) {
            scene.advanceMillis(5_000);
            client.send(activity);
        }
        assertEquals("", client.take().replace("PONG\r\n", ""));
    }

    @Test
    void aPongIsNoActivity() {
        Wire client = scene.connect("");
        scene.advanceMillis(2_400);
        client.expect("PING\r\n").send("PONG\r\n");
        scene.advanceMillis(9_000);
        client.send("PONG\r\n").send("PONG\r\n");
        scene.advanceMillis(1_000);
        client.expect("PING\r\n");
    }

    @Test
    void anActiveClientIsAskedAgainAfterAnHour() {
        Wire client = scene.connect("");
        scene.advanceMillis(2_400);
        client.expect("PING\r\n").send("PONG\r\n");
        for (int i = 0; i < 720; i++) {
            client.expect("");
            scene.advanceMillis(5_000);
            client.send("PUB a 0\r\n\r\n");
        }
        scene.advanceMillis(10_000);
        client.expect("PING\r\n");
    }

    @Test
    void theRoundTripIsWhatTheLastPongTook() {
        Wire client = scene.open();
        scene.advanceMillis(7);
        client.send("CONNECT {\"verbose\":false}\r\n").take();
        assertEquals(Duration.ofMillis(7), view().rtt(), "estimated from when CONNECT came");
        scene.advanceMillis(2_400);
        client.expect("PING\r\n");
        Duration late = Duration.ofMillis(30);
        scene.advance(late);
        client.send("PONG\r\n");
        assertTrue(view().rtt().compareTo(late) >= 0, () -> view().rtt().toString());
        assertTrue(
                view().rtt().compareTo(Duration.ofMillis(430)) <= 0,
                () -> view().rtt().toString());
    }

    @Test
    void aPongThatNobodyAskedForMeasuresNothing() {
        Wire client = scene.connect("");
        Duration before = view().rtt();
        scene.advanceMillis(500);
        client.send("PONG\r\n");
        assertEquals(before, view().rtt());
    }

    @Test
    void aClientThatNeverAnswersIsStaleAfterPingMaxPings() {
        Wire client = scene.connect("");
        scene.advanceMillis(2_400);
        client.expect("PING\r\n");
        scene.advanceMillis(10_000);
        client.expect("PING\r\n");
        scene.advanceMillis(9_000);
        client.expect("");
        scene.advanceMillis(1_000);
        client.expectEnd("-ERR 'Stale Connection'\r\n", "Stale Connection");
    }

    @Test
    void anAnswerBeginsTheCountAnew() {
        Wire client = scene.connect("");
        scene.advanceMillis(2_400);
        for (int i = 0; i < 5; i++) {
            client.expect("PING\r\n");
            scene.advanceMillis(10_000);
            client.expect("PING\r\n").send("PONG\r\n");
            scene.advanceMillis(10_000);
        }
        client.expect("PING\r\n");
    }

    @Test
    void nothingElseThanAPongIsAnAnswer() {
        Wire client = scene.connect("");
        scene.advanceMillis(2_400);
        client.send("PUB a 0\r\n\r\n");
        scene.advanceMillis(10_000);
        client.send("PING\r\n").expect("PING\r\nPING\r\nPONG\r\n");
        scene.advanceMillis(10_000);
        client.expectEnd("-ERR 'Stale Connection'\r\n", "Stale Connection");
    }

    @Test
    void timersEndWithTheConnection() {
        Wire client = scene.connect("");
        client.close();
        scene.advance(Duration.ofHours(1));
        assertEquals(
                List.of("Client Closed"),
                scene.server().sessions().closed().stream().map(s -> s.reason()).toList());
    }
}
