/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import soma.spi.annotation.Api;
import soma.spi.message.Message;
import soma.spi.route.Forwarder;
import soma.spi.route.RouteCompiler.Question;
import soma.spi.space.SubjectSpace;
import soma.spi.tck.fixture.FleetingMessage;
import soma.spi.tck.fixture.Outcomes;
import soma.spi.tck.fixture.PlainSpace;

/**
 * What every {@link Forwarder} must do. A test extends it, makes a fresh forwarder that is interested in
 * {@link #subjects()}, and tells what it has passed on. The memory of a message and the set of served queue groups are
 * scribbled over when {@code forward} returns.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public abstract class ForwarderContract extends DeliveryContract {
    private final SubjectSpace plain = new PlainSpace("$G");
    private @Nullable Forwarder forwarder;

    /** For subclasses. */
    protected ForwarderContract() {}

    /** Makes the forwarder; called before every test. */
    protected abstract Forwarder forwarder();

    /** Returns the space that messages are published in. */
    protected SubjectSpace space() {
        return plain;
    }

    /** Makes the forwarder. */
    @BeforeEach
    public final void connect() {
        forwarder = forwarder();
    }

    @Override
    final int hand(Message message) {
        return hand(message, Set.of());
    }

    private int hand(Message message, Set<String> served) {
        Set<String> lent = new HashSet<>(served);
        try {
            return current().forward(space(), message, lent);
        } finally {
            lent.clear();
            lent.add("scribbled over: kept after the return");
        }
    }

    @Test
    public void acceptsAnswersTheSameTwice() {
        for (String subject : subjects()) {
            for (Question question : Questions.about(space(), subject)) {
                assertEquals(current().accepts(question), current().accepts(question), "accepts " + question);
            }
        }
    }

    @Test
    public void servedQueuesAreNoFailure() {
        FleetingMessage.during(
                FleetingMessage.held(subjects().getFirst(), "", "served"),
                message -> Outcomes.known(hand(message, Set.of("workers", "others"))));
    }

    private Forwarder current() {
        Forwarder mine = forwarder;
        if (mine == null) {
            throw new IllegalStateException("no forwarder yet");
        }
        return mine;
    }
}
