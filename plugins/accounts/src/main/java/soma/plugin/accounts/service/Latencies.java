/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.service;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import soma.plugin.accounts.api.AccountDefinition.Latency;
import soma.spi.message.ByteView;
import soma.spi.message.MessageBuffer;
import soma.spi.participant.Participant;

/** Measures how long a service takes, for some of its requests, and publishes that in the exporter's space. */
final class Latencies {
    private static final int ALL = 100;

    private final Latency settings;
    private final ServiceFlow flow;
    private final Tokens tokens;
    private final Clients responders;

    Latencies(Latency settings, ServiceFlow flow, Tokens tokens) {
        this.settings = settings;
        this.flow = flow;
        this.tokens = tokens;
        this.responders = new Clients(flow.server());
    }

    /**
     * Returns what a request with those headers has that asks for its measurement: its headers, or nothing when it was drawn by
     * lot; null if it is not measured.
     */
    @Nullable
    Map<String, Object> sample(ByteView headers) {
        int wanted = settings.sampling();
        if (wanted >= ALL || (wanted > 0 && tokens.percent() < wanted)) {
            return Map.of();
        }
        return headers.isEmpty() ? null : TraceContext.of(headers);
    }

    Instant now() {
        return flow.server().clock().instant();
    }

    String eventId() {
        return tokens.eventId();
    }

    ClientInfo responder(Participant client) {
        return responders.all(flow.exporterName(), client);
    }

    void publish(Map<String, Object> report) {
        try (MessageBuffer buffer = new MessageBuffer()) {
            flow.exporter().publish(buffer.set(settings.subject(), Json.object(report)));
        }
    }
}
