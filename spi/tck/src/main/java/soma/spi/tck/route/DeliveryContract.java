/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import soma.spi.annotation.Api;
import soma.spi.message.HeldMessage;
import soma.spi.message.Message;
import soma.spi.tck.fixture.Await;
import soma.spi.tck.fixture.FleetingMessage;
import soma.spi.tck.fixture.Outcomes;
import soma.spi.tck.fixture.Race;

/**
 * What holds for all that take messages: copy what you need, return an outcome, never throw. Tests extend one of
 * {@link SubscriberContract}, {@link RelayContract} and {@link ForwarderContract} instead.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public abstract class DeliveryContract {
    private static final String HEADERS = "NATS/1.0\r\nA: 1\r\n\r\n";
    private static final int PUBLISHERS = 4;
    private static final int MESSAGES = 50;

    DeliveryContract() {}

    /** Hands one message over; returns the outcome. */
    abstract int hand(Message message);

    /**
     * Returns what was taken so far, as it was kept: read from where it was stored, sent or written to. Asked again and
     * again until it is complete; so it need not wait.
     */
    protected abstract List<HeldMessage> taken();

    /** Returns subjects that are taken; {@code test.one} and {@code test.two.three} unless overridden. */
    protected List<String> subjects() {
        return List.of("test.one", "test.two.three");
    }

    /** Returns what should have been kept of a message that was handed over: all of it, unless overridden. */
    protected HeldMessage kept(HeldMessage handed) {
        return handed;
    }

    @Test
    public void keepsNoViewAfterTheReturn() {
        List<String> expected = new ArrayList<>();
        for (String subject : subjects()) {
            for (HeldMessage message : variety(subject)) {
                deliver(message);
                expected.add(FleetingMessage.text(kept(message)));
            }
        }
        assertEquals(expected, awaitTaken(expected.size()), "what was kept of the messages");
    }

    @Test
    public void returnsAKnownOutcomeAndNeverThrows() {
        for (String subject : List.of("test.one", "$SYS.x", "_INBOX.a.b", "ä", "x".repeat(2000), "a..b")) {
            for (HeldMessage message : variety(subject)) {
                deliver(message);
            }
        }
    }

    @Test
    public void takesFromSeveralThreadsAndKeepsTheOrderOfEach() {
        String subject = subjects().getFirst();
        Race.run(PUBLISHERS, publisher -> {
            for (int i = 0; i < MESSAGES; i++) {
                deliver(FleetingMessage.held(subject, "", publisher + " " + i));
            }
        });
        List<String> all = awaitTaken(PUBLISHERS * MESSAGES);
        for (int publisher = 0; publisher < PUBLISHERS; publisher++) {
            String mine = "'" + publisher + " ";
            List<String> expected =
                    IntStream.range(0, MESSAGES).mapToObj(i -> mine + i + "'").toList();
            List<String> found = all.stream()
                    .filter(text -> text.contains(mine))
                    .map(text -> text.substring(text.indexOf(mine)))
                    .toList();
            assertEquals(expected, found, "the messages of publisher " + publisher);
        }
    }

    private int deliver(HeldMessage message) {
        return FleetingMessage.during(message, m -> Outcomes.known(hand(m)));
    }

    private List<String> awaitTaken(int count) {
        Await.until(count + " messages are taken", () -> taken().size() >= count);
        return taken().stream().map(FleetingMessage::text).toList();
    }

    private static List<HeldMessage> variety(String subject) {
        byte[] large = new byte[70_000];
        Arrays.fill(large, (byte) 'z');
        return List.of(
                FleetingMessage.held(subject, "", "hello"),
                FleetingMessage.held(subject, "", ""),
                FleetingMessage.held(subject, "_INBOX.reply.1", "with reply"),
                FleetingMessage.held(subject, "", HEADERS, "with headers"),
                FleetingMessage.held(subject, "_INBOX.reply.2", HEADERS, ""),
                FleetingMessage.held(subject, "", "not \u0000\r\nMSG x 1 1\r\n text"),
                new HeldMessage(subject, "", new byte[0], large));
    }
}
