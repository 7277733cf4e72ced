/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import soma.spi.message.MessageBuffer;
import soma.spi.participant.Participant;
import soma.spi.protocol.Protocol.Session;
import soma.spi.protocol.SessionView;
import soma.spi.tck.fixture.Race;

/** What happens when a client takes its messages more slowly than they come. */
class CongestionTest {
    private static final int PIPE = 4_096;
    private static final int MOST_PENDING = 65_536;
    private static final int SIZE = 1_000;
    private static final String MESSAGE = "PUB a " + SIZE + "\r\n" + "x".repeat(SIZE) + "\r\n";
    private static final String DELIVERY = "MSG a 1 " + SIZE + "\r\n" + "x".repeat(SIZE) + "\r\n";

    private static Scene scene(Object... more) {
        Object[] all = new Object[more.length + 4];
        all[0] = "max_pending";
        all[1] = MOST_PENDING;
        all[2] = "max_payload";
        all[3] = PIPE;
        System.arraycopy(more, 0, all, 4, more.length);
        return Scene.narrow(PIPE, all);
    }

    /** Connects a client that subscribes to what is published and takes nothing. */
    private static Wire stuck(Scene scene) {
        Wire wire = scene.connect("").send("SUB a 1\r\nPING\r\n").expect("PONG\r\n");
        return wire.reading(false);
    }

    /** Publishes that many messages, one a time, each with enough time for a producer that is held back. */
    private static void publish(Scene scene, Wire producer, int messages) {
        for (int i = 0; i < messages; i++) {
            producer.send(MESSAGE);
            scene.advanceMillis(3);
        }
    }

    private static int deliveries(String text) {
        return text.split(DELIVERY, -1).length - 1;
    }

    private static SessionView viewOf(Scene scene, String name) {
        var found = new SessionView[1];
        scene.server().sessions().forEach((Session session) -> {
            if (session.view().identity().name().equals(name)) {
                found[0] = session.view();
            }
        });
        return found[0];
    }

    @Test
    void whoHasTooMuchWaitingIsClosedWithoutAWordAndNobodyElse() {
        try (Scene scene = scene()) {
            Wire stuck = stuck(scene);
            Wire other = scene.connect("").send("SUB a 1\r\n");
            Wire producer = scene.connect("");
            publish(scene, producer, 80);
            assertTrue(stuck.isClosed());
            scene.assertLastClosed("Slow Consumer (Pending Bytes)");
            stuck.reading(true);
            String got = stuck.take();
            assertFalse(got.contains("-ERR"), "it was told");
            assertTrue(got.length() <= PIPE, () -> "what waited was sent: " + got.length());
            assertEquals(80, deliveries(other.take()));
            producer.send("PING\r\n").expect("PONG\r\n");
        }
    }

    @Test
    void aProducerIsHeldForTwoMillisecondsAtATime() {
        try (Scene scene = scene()) {
            stuck(scene);
            Wire producer = scene.connect(",\"name\":\"p\"");
            publish(scene, producer, 54);
            producer.send(MESSAGE).send("PING\r\n");
            scene.advance(Duration.ofNanos(1_999_999));
            producer.expect("");
            scene.advance(Duration.ofNanos(1));
            producer.expect("PONG\r\n");
            assertTrue((int) viewOf(scene, "p").details().get("stalls") > 0);
        }
    }

    @Test
    void aProducerThatIsHeldGoesOnOnceTheConsumerIsRelieved() {
        try (Scene scene = scene()) {
            Wire stuck = stuck(scene);
            Wire producer = scene.connect("");
            publish(scene, producer, 54);
            producer.send(MESSAGE).send("PING\r\n").expect("");
            stuck.reading(true);
            producer.expect("PONG\r\n");
            assertEquals(55, deliveries(stuck.take()));
        }
    }

    @Test
    void aConsumerThatIsRelievedHoldsNobodyBack() {
        try (Scene scene = scene()) {
            Wire stuck = stuck(scene);
            Wire producer = scene.connect("");
            publish(scene, producer, 54);
            stuck.reading(true);
            for (int i = 0; i < 10; i++) {
                producer.send(MESSAGE + "PING\r\n").expect("PONG\r\n");
            }
        }
    }

    @Test
    void anUncongestedConsumerHoldsNobodyBack() {
        try (Scene scene = scene()) {
            stuck(scene);
            Wire producer = scene.connect("");
            for (int i = 0; i < 20; i++) {
                producer.send(MESSAGE + "PING\r\n").expect("PONG\r\n");
            }
        }
    }

    @Test
    void aProducerThatIsHeldForAConsumerThatEndsGoesOn() {
        try (Scene scene = scene()) {
            Wire stuck = stuck(scene);
            Wire producer = scene.connect("");
            publish(scene, producer, 54);
            producer.send(MESSAGE).send("PING\r\n").expect("");
            stuck.close();
            producer.expect("PONG\r\n");
        }
    }

    @Test
    void messagesAreDroppedInsteadIfSoConfigured() {
        try (Scene scene = scene("no_fast_producer_stall", true)) {
            Wire stuck = stuck(scene);
            Wire other = scene.connect("").send("SUB a 1\r\n");
            Wire producer = scene.connect("");
            for (int i = 0; i < 200; i++) {
                producer.send(MESSAGE);
            }
            producer.send("PING\r\n").expect("PONG\r\n");
            assertFalse(stuck.isClosed());
            assertEquals(200, deliveries(other.take()));
            stuck.reading(true);
            int got = deliveries(stuck.take());
            assertTrue(got >= 40 && got <= 70, () -> "delivered " + got);
            producer.send(MESSAGE);
            assertEquals(1, deliveries(stuck.take()), "after it was relieved");
        }
    }

    @Test
    void whoTakesNothingForTheWriteDeadlineIsClosed() {
        try (Scene scene = scene("write_deadline", "2s")) {
            Wire stuck = stuck(scene);
            publish(scene, scene.connect(""), 10);
            scene.advanceMillis(1_900);
            assertFalse(stuck.isClosed());
            scene.advanceMillis(100);
            assertTrue(stuck.isClosed());
            scene.assertLastClosed("Slow Consumer (Write Deadline)");
        }
    }

    @Test
    void whoTakesALittleIsNotClosed() {
        try (Scene scene = scene("write_deadline", "2s")) {
            Wire stuck = stuck(scene);
            publish(scene, scene.connect(""), 40);
            for (int i = 0; i < 5; i++) {
                scene.advanceMillis(1_500);
                stuck.reading(true).reading(false);
                assertFalse(stuck.isClosed(), "after " + i);
                publish(scene, scene.connect(""), 8);
            }
        }
    }

    @Test
    void whoTakesNothingIsKeptIfSoConfigured() {
        try (Scene scene = scene("write_deadline", "2s", "write_timeout", "retry")) {
            Wire stuck = stuck(scene);
            Wire producer = scene.connect("");
            publish(scene, producer, 10);
            scene.advanceMillis(9_000);
            assertFalse(stuck.isClosed());
            stuck.reading(true);
            assertEquals(10, deliveries(stuck.take().replace("PING\r\n", "")));
            producer.send(MESSAGE);
            assertEquals(1, deliveries(stuck.take()));
        }
    }

    @Test
    void aLimitHoldsForMessagesFromAllLanesTogether() {
        try (Scene scene = Scene.of()) {
            for (int round = 0; round < 20; round++) {
                Wire client = scene.connect(",\"name\":\"c\"").send("SUB a 1\r\nSUB b 2\r\nUNSUB 1 50\r\n");
                Participant publisher = scene.server().participants().internal("test", scene.space("$G"));
                Race.run(2, _ -> {
                    try (MessageBuffer buffer = new MessageBuffer()) {
                        for (int i = 0; i < 40; i++) {
                            publisher.publish(buffer.set("a", new byte[0]));
                        }
                    }
                });
                assertEquals("MSG a 1 0\r\n\r\n".repeat(50), client.take());
                SessionView view = viewOf(scene, "c");
                assertEquals(1, view.subscriptions(), "the subscription has ended");
                assertEquals(50, view.messagesOut());
                publisher.close();
                client.close();
            }
        }
    }
}
