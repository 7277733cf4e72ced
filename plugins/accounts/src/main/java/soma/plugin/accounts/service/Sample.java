/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.service;

import com.fasterxml.jackson.databind.util.RawValue;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import soma.spi.participant.Participant;
import soma.spi.report.Times;

/** The measurement of one request. Ends once; used by the thread that ends it. */
final class Sample {
    private final Latencies latencies;
    private final ClientInfo requester;
    private final Map<String, Object> headers;
    private final Instant start;

    /** Why a request was not answered. */
    enum Failure {
        /** There was nobody to answer to. */
        NO_REPLY(400, "Bad Request"),
        /** Whoever asked has left. */
        REQUESTER_LEFT(408, "Request Timeout"),
        /** Nobody took it. */
        NOBODY(503, "Service Unavailable"),
        /** Nobody answered in time. */
        OVERDUE(504, "Service Timeout");

        private final int status;
        private final String description;

        Failure(int status, String description) {
            this.status = status;
            this.description = description;
        }
    }

    /**
     * Begins to measure.
     *
     * @param requester who asks
     * @param headers   what in the request asked for this
     */
    Sample(Latencies latencies, ClientInfo requester, Map<String, Object> headers) {
        this.latencies = latencies;
        this.requester = requester;
        this.headers = headers;
        this.start = latencies.now();
    }

    /** Ends it with an answer. */
    void answered(@Nullable Participant by) {
        Instant now = latencies.now();
        long service = Duration.between(start, now).toNanos();
        Map<String, Object> report = begin(200);
        report.put("requestor", new RawValue(requester.json()));
        long responderRtt = 0;
        if (by != null) {
            ClientInfo responder = latencies.responder(by);
            responderRtt = responder.rtt();
            report.put("responder", new RawValue(responder.json()));
        }
        long system = responderRtt > 0 ? Duration.between(now, latencies.now()).toNanos() : 0;
        finish(report, service - responderRtt, system, requester.rtt() + service + system);
    }

    /** Ends it without an answer. */
    void failed(Failure why) {
        Map<String, Object> report = begin(why.status);
        report.put("description", why.description);
        report.put("requestor", new RawValue(requester.json()));
        finish(report, 0, 0, 0);
    }

    private Map<String, Object> begin(int status) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("type", "io.nats.server.metric.v1.service_latency");
        report.put("id", latencies.eventId());
        report.put("timestamp", Times.rfc3339(latencies.now()));
        report.put("status", status);
        return report;
    }

    private void finish(Map<String, Object> report, long service, long system, long total) {
        if (!headers.isEmpty()) {
            report.put("header", headers);
        }
        report.put("start", Times.rfc3339(start.minusNanos(requester.rtt())));
        report.put("service", Math.max(0, service));
        report.put("system", Math.max(0, system));
        report.put("total", Math.max(0, total));
        latencies.publish(report);
    }
}
