/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.service;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import soma.plugin.accounts.api.AccountDefinition.Export;
import soma.plugin.accounts.api.AccountDefinition.Latency;
import soma.plugin.accounts.api.AccountDefinition.ResponseType;
import soma.plugin.accounts.service.PendingReply.Path;
import soma.spi.annotation.HotPath;
import soma.spi.message.ByteView;
import soma.spi.message.Headers;
import soma.spi.message.Message;
import soma.spi.message.QueueScope;
import soma.spi.participant.Participant;
import soma.spi.route.Origin.Scope;
import soma.spi.route.Outcome;
import soma.spi.route.RouteStep;
import soma.spi.route.RouteVisitor;
import soma.spi.route.Subscriber;
import soma.spi.space.Subscription;
import soma.spi.space.Subscription.Trait;

/**
 * One service import: takes requests in the importer's space, publishes them in the exporter's, and passes the answers back.
 * Safe for any thread; works on that of whoever publishes.
 */
final class ServiceImport implements Subscriber {
    private static final byte[] ACK = "$JS.ACK.".getBytes(StandardCharsets.US_ASCII);

    private final ServiceFlow flow;
    private final Destination destination;
    private final Subscription subscription;
    private final Participant publisher;
    private final Path path;
    private final Surroundings around;
    private final Clients clients;
    private final ClientInfo anyone;
    private final @Nullable Latencies latencies;
    private final long thresholdMillis;
    private final AtomicInteger pending = new AtomicInteger();
    private final LongAdder turnedAway = new LongAdder();

    /**
     * What all imports share.
     *
     * @param tokens      for subjects that nobody can guess
     * @param scratches   for messages in the making
     * @param mostPending how many answers an import may await
     * @param onPending   is run when an answer is awaited
     */
    record Surroundings(Tokens tokens, ScratchPool scratches, int mostPending, Runnable onPending) {}

    ServiceImport(ServiceFlow flow, Path path, Surroundings around) {
        this.flow = flow;
        this.path = path;
        this.around = around;
        this.destination = new Destination(flow.wanted());
        this.subscription = new Subscription(destination.pattern(), null, "si", this, Trait.PROXY);
        this.publisher = flow.server().participants().internal("service import", flow.exporter());
        this.clients = new Clients(flow.server());
        this.anyone = Clients.anyOf(flow.importerName());
        Duration threshold = flow.export().responseThreshold();
        this.thresholdMillis =
                threshold.isZero() ? Export.USUAL_THRESHOLD.toMillis() : Math.max(1, threshold.toMillis());
        Latency latency = flow.export().latency();
        this.latencies = latency == null ? null : new Latencies(latency, flow, around.tokens());
    }

    /** Begins to take requests. */
    void open() {
        flow.importer().add(subscription);
    }

    /** Takes no more requests, and awaits no more answers. */
    void close() {
        flow.importer().remove(subscription);
        publisher.close();
        path.from().awaited().forEach(this::endMine);
        path.to().awaited().forEach(this::endMine);
    }

    @SuppressWarnings("ReferenceEquality") // this very import
    private void endMine(PendingReply reply) {
        if (reply.service() == this) {
            reply.end();
        }
    }

    @Override
    @HotPath
    public int deliver(Subscription which, Message message) {
        Scope from = message.origin().scope();
        if (from == Scope.PEER || from == Scope.REMOTE) {
            return Outcome.NOBODY; // the server that the requester is connected to does it
        }
        Trail trail = Trail.of(message);
        if (trail != null && !Trail.mayGoOn(trail, this)) {
            return Outcome.NOBODY;
        }
        Scratch scratch = around.scratches.take();
        try {
            return request(message, trail, scratch);
        } finally {
            around.scratches.give(scratch);
        }
    }

    private int request(Message message, @Nullable Trail trail, Scratch scratch) {
        byte[] subject = destination.of(message.target());
        RouteVisitor visitor = message.visitor();
        if (visitor != null && !mayGoOn(visitor, message, subject)) {
            return Outcome.NOBODY;
        }
        Trail next = step(message, trail);
        Sample sample = sample(message, next);
        PendingReply reply = null;
        if (isMapped(message.reply())) {
            reply = expect(path, message.reply(), flow.export().responseType() == ResponseType.SINGLETON, sample);
            if (reply == null) {
                return turnAway(sample);
            }
        } else if (sample != null && message.reply().isEmpty()) {
            sample.failed(Sample.Failure.NO_REPLY);
        }
        OnwardTrace trace = trace(message);
        Message request = write(message, subject, next, reply, trace.destination(), scratch);
        request.visitor(trace.visitor());
        int outcome = publisher.publish(request);
        trace.published(outcome);
        if (outcome == Outcome.DELIVERED) {
            if (reply != null && visitor != null && !visitor.delivers()) {
                reply.end(); // nobody was asked
            }
            return Outcome.DELIVERED;
        }
        if (reply != null) {
            reply.fail(Sample.Failure.NOBODY);
        }
        return Outcome.NOBODY;
    }

    /** Tells that the request crosses over; returns false if that is all there is to it. */
    private boolean mayGoOn(RouteVisitor visitor, Message message, byte @Nullable [] subject) {
        String from = message.target().toString();
        String to = subject == null ? from : new String(subject, StandardCharsets.UTF_8);
        visitor.step(new RouteStep.Republished(flow.exporterName(), from, to));
        return flow.export().allowTrace() || visitor.delivers();
    }

    /** Decides what becomes of the trace of a request on the other side. */
    private OnwardTrace trace(Message message) {
        var where = new ByteView();
        boolean isTraced = Headers.find(message.headers(), HeaderBlock.TRACE, where);
        RouteVisitor visitor = message.visitor();
        if (!isTraced && visitor == null) {
            return OnwardTrace.NONE;
        }
        if (!flow.export().allowTrace()) {
            return OnwardTrace.ENDED;
        }
        return new OnwardTrace(isTraced ? expectTrace(where) : null, visitor);
    }

    private static int turnAway(@Nullable Sample sample) {
        if (sample != null) {
            sample.failed(Sample.Failure.NOBODY);
        }
        return Outcome.NOBODY;
    }

    private Trail step(Message message, @Nullable Trail trail) {
        if (trail == null) {
            Participant client = message.source();
            ClientInfo info = about(flow.importerName(), client);
            return new Trail(this, null, isForSystem() ? info.at(clients.place()) : info, flow.importerName(), client);
        }
        ClientInfo info = trail.info().by(flow.importerName());
        boolean placed = flow.wanted().share() || isForSystem();
        return new Trail(this, trail, placed ? info.at(clients.place()) : info, trail.account(), trail.client());
    }

    private ClientInfo about(String account, @Nullable Participant client) {
        if (flow.wanted().share()) {
            return clients.all(account, client);
        }
        ClientInfo hidden = account.equals(flow.importerName()) ? anyone : Clients.anyOf(account);
        return hidden.withRtt(clients.rtt(client));
    }

    private boolean isForSystem() {
        return flow.systemAccount().get().filter(flow.exporterName()::equals).isPresent();
    }

    private @Nullable Sample sample(Message message, Trail trail) {
        Latencies by = latencies;
        if (by == null) {
            return null;
        }
        Map<String, Object> why = by.sample(message.headers());
        return why == null ? null : new Sample(by, about(trail.account(), trail.client()), why);
    }

    /** Returns whether answers on that subject have to be mapped: not acknowledgements, which streams know by their subject. */
    private static boolean isMapped(ByteView reply) {
        return !reply.isEmpty() && !reply.startsWith(ACK);
    }

    private @Nullable PendingReply expectTrace(ByteView where) {
        boolean nowhere = where.isEmpty() || where.contentEquals(OnwardTrace.NOT_TRACED);
        return nowhere ? null : expect(path, where, false, null);
    }

    private @Nullable PendingReply expect(Path way, ByteView original, boolean single, @Nullable Sample sample) {
        if (pending.incrementAndGet() > around.mostPending) {
            pending.decrementAndGet();
            turnedAway.increment();
            around.onPending.run();
            return null;
        }
        PendingReply reply = new PendingReply(this, way, original, single, sample);
        way.to().waiting(1); // first, as the answer may be there before the next line
        way.from().await(reply);
        around.onPending.run();
        return reply;
    }

    private Message write(
            Message message,
            byte @Nullable [] subject,
            Trail trail,
            @Nullable PendingReply reply,
            byte @Nullable [] traceTo,
            Scratch scratch) {
        int room = (subject == null ? 0 : subject.length)
                + path.from().room()
                + HeaderBlock.room(message.headers(), trail.info(), traceTo);
        Message request = scratch.begin(message, room);
        request.attachment(trail);
        request.queueScope(QueueScope.ALL);
        if (subject == null) {
            request.subject().wrap(message.target());
        } else {
            scratch.put(subject).show(request.subject());
            request.target().wrap(request.subject());
        }
        if (reply != null) {
            reply.writeMapped(scratch);
            scratch.show(request.reply());
        }
        HeaderBlock.write(message.headers(), scratch, trail.info(), traceTo);
        scratch.show(request.headers());
        return request;
    }

    /** Publishes an answer where it is awaited; returns an outcome. A responder may ask back, so its reply is mapped too. */
    int passBack(PendingReply awaited, Message message) {
        Path way = awaited.path();
        RouteVisitor visitor = message.visitor();
        if (visitor != null) {
            String to = way.to().space().name();
            visitor.step(new RouteStep.Republished(to, message.target().toString(), awaited.original()));
            if (!visitor.delivers()) {
                return Outcome.NOBODY;
            }
        }
        byte[] traceTo =
                Headers.find(message.headers(), HeaderBlock.TRACE, new ByteView()) ? OnwardTrace.NOT_TRACED : null;
        boolean asksBack = isMapped(message.reply());
        boolean single = flow.export().responseType() == ResponseType.SINGLETON;
        PendingReply reply = asksBack ? expect(way.back(), message.reply(), single, null) : null;
        Scratch scratch = around.scratches.take();
        try {
            int room = awaited.originalLength()
                    + way.to().room()
                    + (traceTo == null ? 0 : HeaderBlock.room(message.headers(), null, traceTo));
            Message answer = scratch.begin(message, room);
            awaited.writeOriginal(scratch);
            scratch.show(answer.subject());
            answer.target().wrap(answer.subject());
            if (reply != null) {
                reply.writeMapped(scratch);
                scratch.show(answer.reply());
            } else if (asksBack) {
                answer.reply().clear();
            }
            answer.queueScope(QueueScope.ALL);
            answer.attachment(null); // it goes back, so it may pass where the request did
            answer.visitor(null); // what the requester does with it is no business of the responder's
            if (traceTo != null) {
                HeaderBlock.write(message.headers(), scratch, null, traceTo);
                scratch.show(answer.headers());
            }
            int outcome = way.to().space().publish(answer);
            if (outcome != Outcome.DELIVERED && reply != null) {
                reply.end();
            }
            return outcome;
        } finally {
            around.scratches.give(scratch);
        }
    }

    /** Hears that one of its answers is awaited no more. */
    void ended() {
        pending.decrementAndGet();
    }

    @Override
    public boolean tellsVisitor() {
        return true;
    }

    /** Returns whether another import is of the same export. */
    boolean hasExportOf(ServiceImport other) {
        return flow.exporter().equals(other.flow.exporter()) && flow.export().equals(other.flow.export());
    }

    /** Returns how long an answer may take, in milliseconds. */
    long threshold() {
        return thresholdMillis;
    }

    /** Returns the time in milliseconds. */
    long now() {
        return flow.server().clock().millis();
    }

    /** Returns how many requests were turned away since the last call. */
    long takeTurnedAway() {
        return turnedAway.sumThenReset();
    }

    @Override
    public String toString() {
        return "\"" + flow.wanted().subject() + "\" from account " + flow.exporterName() + " as \""
                + flow.wanted().localSubject() + "\" into " + flow.importerName();
    }
}
