/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import soma.plugin.transport.inprocess.ManualLoop;
import soma.spi.message.MessageBuffer;
import soma.spi.route.Outcome;
import soma.spi.space.Subscription;
import soma.spi.space.Subscription.Trait;
import soma.spi.tck.fixture.Race;

class ClientSinkTest {
    private static final byte[] HEADERS = "NATS/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ManualLoop loop = new ManualLoop();
    private final Lanes lanes = new Lanes();
    private final FakeLink link = new FakeLink(loop);
    private final FakeOwner owner = new FakeOwner();
    private final Outlet outlet = new Outlet(link, owner, 64 << 20, false);
    private final ClientSink sink = new ClientSink(lanes, outlet, "9".getBytes(StandardCharsets.US_ASCII), true);
    private final Subscription subscription = new Subscription("foo", null, "9", sink, Trait.PUBLIC);

    @AfterEach
    void free() {
        lanes.close();
        loop.close();
    }

    private int deliver(String reply, byte[] headers, String payload) {
        try (MessageBuffer buffer = new MessageBuffer()) {
            return sink.deliver(
                    subscription, buffer.set("foo", reply, headers, payload.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    @Test
    void rendersMessagesOfPlugins() {
        assertEquals(Outcome.DELIVERED, deliver("", new byte[0], "hi"));
        assertEquals("MSG foo 9 2\r\nhi\r\n", link.take());
        deliver("re", new byte[0], "");
        assertEquals("MSG foo 9 re 0\r\n\r\n", link.take());
        assertEquals(2, sink.delivered());
        assertEquals(2, outlet.messages());
        assertEquals(2, outlet.messageBytes());
    }

    @Test
    void rendersHeadersForThoseWhoTakeThem() {
        deliver("re", HEADERS, "hi");
        assertEquals("MSG foo 9 re 2\r\nhi\r\n", link.take());
        outlet.takesHeaders(true);
        deliver("re", HEADERS, "hi");
        assertEquals("HMSG foo 9 re 12 14\r\nNATS/1.0\r\n\r\nhi\r\n", link.take());
        assertEquals(2 + 14, outlet.messageBytes());
    }

    @Test
    void aLimitCountsWhatWasDeliveredBeforeIt() {
        deliver("", new byte[0], "1");
        deliver("", new byte[0], "2");
        assertFalse(sink.isSpecial());
        sink.limit(3);
        assertTrue(sink.isSpecial());
        assertEquals(Outcome.DELIVERED, deliver("", new byte[0], "3"));
        assertEquals(List.of("limit of 9"), owner.told());
        assertEquals(Outcome.LIMIT_REACHED, deliver("", new byte[0], "4"));
        assertEquals(List.of("limit of 9"), owner.told());
        assertEquals("MSG foo 9 1\r\n1\r\nMSG foo 9 1\r\n2\r\nMSG foo 9 1\r\n3\r\n", link.take());
    }

    @Test
    void aLimitMayBeRaised() {
        sink.limit(1);
        assertEquals(Outcome.DELIVERED, deliver("", new byte[0], "1"));
        sink.limit(2);
        assertEquals(Outcome.DELIVERED, deliver("", new byte[0], "2"));
        assertEquals(Outcome.LIMIT_REACHED, deliver("", new byte[0], "3"));
    }

    @Test
    void exactlyAsManyAreDeliveredAsTheLimitSaysHoweverManyThreadsDeliver() {
        int most = 1_000;
        sink.limit(most);
        AtomicInteger delivered = new AtomicInteger();
        Race.run(4, number -> {
            for (int i = 0; i < most; i++) {
                if (deliver("", new byte[0], "x") == Outcome.DELIVERED) {
                    delivered.incrementAndGet();
                }
            }
        });
        assertEquals(most, delivered.get());
        assertEquals(List.of("limit of 9"), owner.told());
        assertEquals("MSG foo 9 1\r\nx\r\n".repeat(most), link.take());
        assertEquals(most, outlet.messages());
    }

    @Test
    void deliveriesOfAllLanesAreSummed() {
        loop.execute(() -> {
            Lane lane = lanes.of(loop);
            sink.cell(lane).increment();
            sink.cell(lane).increment();
        });
        loop.runUntilIdle();
        deliver("", new byte[0], "x");
        assertEquals(3, sink.delivered());
    }
}
