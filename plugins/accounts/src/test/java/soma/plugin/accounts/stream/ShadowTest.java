/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import soma.plugin.accounts.api.AccountDefinition.Import;
import soma.spi.message.Message;
import soma.spi.message.MessageBuffer;
import soma.spi.route.Outcome;
import soma.spi.route.Subscriber;
import soma.spi.space.Subscription;
import soma.spi.space.Subscription.Trait;
import soma.spi.tck.fixture.PlainSpace;

/** What a subscriber gets by an import. */
class ShadowTest {
    private final PlainSpace exporter = new PlainSpace("A");
    private final PlainSpace importer = new PlainSpace("B");
    private final List<String> got = new ArrayList<>();

    private Subscription subscribe(String subject, Subscriber subscriber) {
        Subscription subscription = new Subscription(subject, null, "1", subscriber, Trait.PUBLIC);
        importer.add(subscription);
        return subscription;
    }

    private int take(Message message) {
        got.add(message.subject() + " " + message.target());
        return Outcome.DELIVERED;
    }

    private void publish(String subject, String target) {
        try (MessageBuffer buffer = new MessageBuffer();
                MessageBuffer other = new MessageBuffer()) {
            Message message = buffer.set(subject, new byte[] {1});
            message.target().wrap(other.set(target, new byte[0]).target());
            exporter.present().forEach(shadow -> shadow.subscriber().deliver(shadow, message));
            assertEquals(subject + " " + target, message.subject() + " " + message.target(), "untouched");
        }
    }

    @Test
    void aStoredMessageKeepsTheSubjectThatItShows() {
        try (StreamFlow flow = StreamFlow.open(importer, exporter, Import.stream("A", "in.*", "p.in.*"))) {
            subscribe("p.>", (s, m) -> take(m));
            publish("orders.1", "in.x");
            publish("in.x", "in.x");
            assertEquals(List.of("orders.1 p.in.x", "p.in.x p.in.x"), got);
        }
        assertEquals(List.of(), exporter.present());
    }

    @Test
    void aDeliveryMayLeadToAnother() {
        try (StreamFlow flow = StreamFlow.open(importer, exporter, Import.stream("A", "*.*", "$2.$1"))) {
            subscribe("b.a", (s, m) -> {
                exporter.present().stream()
                        .filter(shadow -> shadow.subject().equals("c.d"))
                        .forEach(shadow -> nested(shadow));
                return take(m);
            });
            subscribe("d.c", (s, m) -> take(m));
            try (MessageBuffer buffer = new MessageBuffer()) {
                Message message = buffer.set("a.b", new byte[] {1});
                exporter.present().stream()
                        .filter(shadow -> shadow.subject().equals("a.b"))
                        .forEach(shadow -> shadow.subscriber().deliver(shadow, message));
            }
            assertEquals(List.of("d.c d.c", "b.a b.a"), got);
        }
    }

    private static void nested(Subscription shadow) {
        try (MessageBuffer buffer = new MessageBuffer()) {
            shadow.subscriber().deliver(shadow, buffer.set("c.d", new byte[] {1}));
        }
    }

    @Test
    void whoHasEndedGetsNothing() {
        try (StreamFlow flow = StreamFlow.open(importer, exporter, Import.stream("A", "s", "t"))) {
            Subscription subscription = subscribe("t", (s, m) -> take(m));
            subscription.close();
            publish("s", "s");
            assertEquals(List.of(), got);
        }
    }

    @Test
    void aPrefixIsOneOnlyIfWildcardsStay() {
        assertEquals("p.", prefix("s.>", "p.s.>"));
        assertEquals("p.q.", prefix("*.*", "p.q.*.*"));
        assertEquals("none", prefix("*.*", "p.$1.$2"));
        assertEquals("none", prefix("*.*", "$2.$1"));
        assertEquals("none", prefix("s.>", "s.>"));
    }

    private static String prefix(String remote, String local) {
        byte[] prefix = StreamMapping.of(Import.stream("A", remote, local)).prefix();
        return prefix == null ? "none" : new String(prefix, StandardCharsets.UTF_8);
    }
}
