/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import soma.spi.annotation.Api;
import soma.spi.message.Message;
import soma.spi.route.Interest;
import soma.spi.route.Relay;
import soma.spi.route.RouteCompiler.Question;
import soma.spi.space.SubjectSpace;
import soma.spi.tck.fixture.Await;
import soma.spi.tck.fixture.FleetingMessage;
import soma.spi.tck.fixture.PlainSpace;

/**
 * What every {@link Relay} must do. A test extends it, makes a fresh relay and tells what it has passed on. The memory of
 * a message and the list of queue groups are scribbled over when {@code relay} returns.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public abstract class RelayContract extends DeliveryContract {
    private @Nullable Relay relay;

    /** For subclasses. */
    protected RelayContract() {}

    /** Makes the relay; called before every test. */
    protected abstract Relay relay();

    /** Returns the queue groups that the last message was passed on for, or null if that cannot be seen. */
    protected @Nullable List<String> lastQueues() {
        return null;
    }

    /** Returns the space that questions are about. */
    protected SubjectSpace space() {
        return new PlainSpace("$G");
    }

    /** Makes the relay. */
    @BeforeEach
    public final void connect() {
        relay = relay();
    }

    @Override
    final int hand(Message message) {
        return hand(message, List.of());
    }

    private int hand(Message message, List<String> queues) {
        List<String> lent = new ArrayList<>(queues);
        try {
            return current().relay(message, lent);
        } finally {
            lent.clear();
            lent.add("scribbled over: kept after the return");
        }
    }

    @Test
    public void acceptsAndRankAnswerTheSameTwice() {
        Relay mine = current();
        SubjectSpace space = space();
        for (String subject : subjects()) {
            for (Question question : Questions.about(space, subject)) {
                var plain = new Interest(mine, subject, null, 1, "");
                var queued = new Interest(mine, subject, "workers", 3, "tck-cluster");
                assertEquals(mine.accepts(question, plain), mine.accepts(question, plain), "accepts " + question);
                Relay.Rank rank = mine.queueRank(question, queued);
                assertNotNull(rank, "queueRank of " + question);
                assertEquals(rank, mine.queueRank(question, queued), "queueRank of " + question);
            }
        }
    }

    @Test
    public void keepsNoListOfQueuesAfterTheReturn() {
        List<String> queues = List.of("workers", "others");
        int before = taken().size();
        FleetingMessage.during(
                FleetingMessage.held(subjects().getFirst(), "", "for queues"), message -> hand(message, queues));
        Await.until("the message is passed on", () -> taken().size() > before);
        List<String> seen = lastQueues();
        if (seen != null) {
            assertEquals(queues, seen, "the queue groups passed on");
        }
    }

    private Relay current() {
        Relay mine = relay;
        if (mine == null) {
            throw new IllegalStateException("no relay yet");
        }
        return mine;
    }
}
