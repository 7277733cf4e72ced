/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.message.trace;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import soma.plugin.reports.api.Encoding;
import soma.spi.message.Message;
import soma.spi.participant.Identity;
import soma.spi.participant.Participant;
import soma.spi.report.Times;
import soma.spi.route.Relay;
import soma.spi.route.RouteStep;
import soma.spi.route.RouteVisitor;
import soma.spi.space.SubjectSpace;
import soma.spi.space.Subscription;

/** What becomes of one message, written down as it happens. Used by one thread at a time. */
final class Trace implements RouteVisitor {
    private final TraceHeaders headers;
    private final String destination;
    private final InstantSource clock;
    private final SubjectSpace space;
    private final int size;
    private final boolean only;
    private final String hopSoFar;
    private final List<Map<String, Object>> events = new ArrayList<>();
    private final Map<String, Object> ingress;
    private @Nullable Map<String, Object> justRepublished;
    private String hop = "";
    private int hops;

    /**
     * Begins with the message that comes in.
     *
     * @param destination where the trace goes
     * @param size        how many bytes headers and payload have
     */
    Trace(TraceHeaders headers, String destination, Participant source, String subject, int size, InstantSource clock) {
        this.headers = headers;
        this.destination = destination;
        this.clock = clock;
        this.space = source.space();
        this.size = size;
        this.only = headers.only();
        Identity identity = source.identity();
        int kind = Kinds.of(identity);
        this.hopSoFar = kind == Kinds.CLIENT ? "" : headers.first(TraceHeaders.HOP);
        this.ingress = begin("in");
        ingress.put("kind", kind);
        ingress.put("cid", identity.id());
        putUnlessEmpty(ingress, "name", identity.name());
        ingress.put("acc", space.name());
        ingress.put("subj", subject);
    }

    private Map<String, Object> begin(String type) {
        justRepublished = null;
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", type);
        event.put("ts", Times.rfc3339(now()));
        events.add(event);
        return event;
    }

    private Instant now() {
        return clock.instant();
    }

    private static void putUnlessEmpty(Map<String, Object> event, String field, String value) {
        if (!value.isEmpty()) {
            event.put(field, value);
        }
    }

    /** Says why the message was not taken at all. */
    void refused(String why) {
        ingress.put("error", why);
    }

    @Override
    public boolean delivers() {
        return !only;
    }

    @Override
    public boolean visit(Subscription subscription) {
        Participant owner = subscription.subscriber().owner();
        if (!only || owner == null || owner.identity().id() == 0) {
            return true; // what belongs to the server itself is not held back
        }
        egress(subscription, owner, "");
        return false;
    }

    @Override
    public void delivered(Subscription subscription, int outcome) {
        Participant owner = subscription.subscriber().owner();
        if (owner != null && owner.identity().id() != 0) {
            egress(subscription, owner, Texts.notDelivered(outcome));
        }
    }

    private void egress(Subscription subscription, Participant owner, String error) {
        Map<String, Object> event = beginEgress(owner);
        event.put("sub", subscription.subject());
        String queue = subscription.queue();
        putUnlessEmpty(event, "queue", queue == null ? "" : queue);
        putUnlessEmpty(event, "error", error);
    }

    private Map<String, Object> beginEgress(Participant owner) {
        Identity identity = owner.identity();
        Map<String, Object> event = begin("eg");
        int kind = Kinds.of(identity);
        event.put("kind", kind);
        event.put("cid", identity.id());
        putUnlessEmpty(event, "name", identity.name());
        putUnlessEmpty(event, "hop", hop);
        hop = "";
        boolean elsewhere = !owner.space().name().equals(space.name());
        if (elsewhere && (kind == Kinds.CLIENT || kind == Kinds.LEAF)) {
            event.put("acc", owner.space().name());
        }
        return event;
    }

    /** Lets the message go on to other servers, which send their part of the trace by the number that they are given. */
    @Override
    public boolean visit(Relay relay, Message message) {
        hops++;
        hop = hopSoFar.isEmpty() ? Integer.toString(hops) : hopSoFar + "." + hops;
        HeaderEdit.set(message, TraceHeaders.HOP, hop);
        return true;
    }

    @Override
    public void delivered(Relay relay, int outcome) {
        Participant owner = relay.owner();
        if (owner != null) {
            putUnlessEmpty(beginEgress(owner), "error", Texts.notRelayed(outcome));
        }
    }

    @Override
    public void step(RouteStep step) {
        switch (step) {
            case RouteStep.Mapped mapped -> mapped(mapped.subject());
            case RouteStep.Shown shown -> {
                Map<String, Object> event = begin("se");
                event.put("acc", shown.space());
                event.put("to", shown.subject());
            }
            case RouteStep.Republished republished -> {
                Map<String, Object> event = begin("si");
                event.put("acc", republished.space());
                event.put("from", republished.from());
                event.put("to", republished.to());
                justRepublished = event;
            }
            case RouteStep.Denied denied -> refused(Texts.publishDenied(denied.subject()));
            case RouteStep.ReplyDenied denied -> refused(Texts.replyDenied(denied.reply()));
            default -> {
                // nats-server has no event for it
            }
        }
    }

    /** A mapping of the account that a request crosses into is part of the crossing. */
    private void mapped(String to) {
        Map<String, Object> crossing = justRepublished;
        if (crossing != null) {
            crossing.put("to", to);
            justRepublished = null;
        } else {
            begin("sm").put("to", to);
        }
    }

    /** Returns where the trace goes. */
    String destination() {
        return destination;
    }

    /** Returns where the destination is a subject. */
    SubjectSpace space() {
        return space;
    }

    /** Returns how it is encoded. */
    Encoding encoding() {
        return headers.encoding();
    }

    /** Returns roughly how many bytes it takes up until it is sent. */
    long weight() {
        return 512L + headers.weight() + 512L * events.size();
    }

    /** Returns it as a document. */
    Map<String, Object> document(Map<String, Object> server) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("header", headers.all());
        request.put("msgsize", size);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("server", server);
        document.put("request", request);
        if (hops > 0) {
            document.put("hops", hops);
        }
        document.put("events", events);
        return document;
    }
}
