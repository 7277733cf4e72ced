/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.kernel.lane.ClientSink;
import soma.kernel.lane.Lane;
import soma.kernel.lane.Outbox;
import soma.kernel.lane.Outlet;
import soma.kernel.options.CoreOptions;
import soma.kernel.participant.SessionParticipant;
import soma.spi.annotation.HotPath;
import soma.spi.message.ByteView;
import soma.spi.message.Message;
import soma.spi.participant.Identity;
import soma.spi.protocol.Protocol;
import soma.spi.protocol.SessionView;
import soma.spi.space.SubjectSpace;
import soma.spi.transport.EventLoop;
import soma.spi.transport.Link;
import soma.spi.transport.LinkSecurity;

/**
 * One client connection: takes its bytes, holds its parts together, and ends it. Confined to the loop of its link, except
 * where a method says otherwise.
 */
final class ClientSession implements Protocol.Session, Outlet.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(ClientSession.class);
    private static final byte[] OK = "+OK\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ClientEnvironment environment;
    private final Link link;
    private final EventLoop loop;
    private final Lane lane;
    private final Outlet outlet;
    private final Outbox box;
    private final ClientView view;
    private final ClientAdmission admission;
    private final ClientSubscriptions subscriptions;
    private final ClientPublisher publisher;
    private final ClientParser parser;
    private final PublishRewriter rewriter;
    private final PingTimer pings;
    private final WriteDeadline writeDeadline;
    private final ProducerGate gate;
    private final WireTrace trace;
    private final ClientGreeting greeting;
    private final ClientLimits limits;
    private final long id;
    private final long openedAt;
    private final Optional<LinkSecurity.Policy> policy;
    private final Set<Pause> pauses = EnumSet.noneOf(Pause.class);
    private volatile @Nullable SessionParticipant participant;
    private volatile @Nullable String closeReason;
    private @Nullable SecureStart secureStart;
    private long lastInbound;
    private long readEnd;

    /** Why nothing is read for now. */
    enum Pause {
        /** Somebody has to say who the client is. */
        AUTHENTICATION,
        /** A consumer of its messages is congested. */
        CONGESTION
    }

    ClientSession(ClientEnvironment environment, Link link, long id, String nonce) {
        CoreOptions options = environment.options();
        this.environment = environment;
        this.link = link;
        this.id = id;
        this.loop = link.loop();
        this.lane = environment.lanes().of(loop);
        this.outlet = new Outlet(link, this, options.limits().maxPending(), !options.stallProducers());
        this.box = outlet.box(lane);
        this.openedAt = loop.nanoTime();
        this.lastInbound = openedAt;
        this.trace = new WireTrace(this);
        this.subscriptions = new ClientSubscriptions(this, environment.lanes());
        this.publisher = new ClientPublisher(this, lane);
        this.parser = new ClientParser(publisher, new ControlLines(this, new ClientVerbs(this)), lane.frame());
        this.rewriter = new PublishRewriter(publisher, lane);
        this.pings = new PingTimer(this, loop);
        this.writeDeadline = new WriteDeadline(this);
        this.gate = new ProducerGate(this);
        this.greeting = new ClientGreeting(this, lane, nonce, id);
        this.limits = new ClientLimits(this);
        this.admission = new ClientAdmission(this, nonce);
        this.policy = link.takesTls() ? environment.security(ClientProtocol.LISTENER) : Optional.empty();
        this.secureStart = policy.map(p -> new SecureStart(this, p)).orElse(null);
        this.view = new ClientView(this, environment.clock().instant());
    }

    /** Begins: tells the client about the server, and waits for it to speak. */
    void start() {
        environment.sessions().opened(this);
        LOG.debug("{} - Client connection created", this);
        SecureStart secure = secureStart;
        if (secure == null) {
            greeting.greet();
            begin();
        } else {
            secure.start();
        }
    }

    /** Begins to listen to the client, over the link as it will stay. */
    void begin() {
        secureStart = null;
        if (environment.sessions().count() > environment.options().limits().maxConnections()) {
            fail(ClientErrors.MAX_CONNECTIONS.rarely(environment.repeatLimit()), CloseReason.MAX_CONNECTIONS);
            return;
        }
        pings.start();
        admission.start();
        lane.flushSoon();
    }

    @Override
    public void secured() {
        SecureStart secure = secureStart;
        if (secure != null && closeReason == null) {
            secure.secured();
        }
    }

    /** Returns how the link is secured; empty for not at all. */
    Optional<LinkSecurity.Policy> policy() {
        return policy;
    }

    // ---------------------------------------------------------------------------------------------- reading

    @Override
    @HotPath
    public int read(ByteView bytes) {
        if (closeReason != null) {
            return bytes.length();
        }
        SecureStart secure = secureStart;
        if (secure != null && !secure.isInTheClear(bytes)) {
            return 0;
        }
        lane.read(bytes.length());
        long from = bytes.offset();
        readEnd = from + bytes.length();
        long messages = publisher.messages();
        parser.limits(limits.maxControlLine(), limits.maxPayload());
        publisher.prepare(environment.assembly(), WireTrace.isOn());
        long end = parser.parse(bytes.segment(), from, readEnd);
        if (publisher.messages() != messages) {
            touch();
        }
        return closeReason != null ? bytes.length() : (int) (end - from);
    }

    @Override
    @HotPath
    public int wanted() {
        return parser.wanted();
    }

    @Override
    @HotPath
    public void readComplete() {
        lane.flushSoon();
        Outlet congested = lane.takeCongested();
        if (congested != null && closeReason == null) {
            gate.hold(congested);
        }
    }

    /** Takes note that the client did something. */
    void touch() {
        lastInbound = loop.nanoTime();
    }

    long lastInbound() {
        return lastInbound;
    }

    long openedAt() {
        return openedAt;
    }

    /** Returns where the bytes end that are being read. */
    long readEnd() {
        return readEnd;
    }

    void wantUpTo(long end) {
        parser.wantUpTo(end);
    }

    void pause(Pause reason) {
        if (pauses.isEmpty()) {
            link.reading(false);
        }
        pauses.add(reason);
        parser.halt(pauses.contains(Pause.AUTHENTICATION));
    }

    void resume(Pause reason) {
        if (pauses.remove(reason) && pauses.isEmpty() && closeReason == null) {
            link.reading(true);
        }
        parser.halt(closeReason != null || pauses.contains(Pause.AUTHENTICATION));
        lane.flushSoon(); // there may be nothing to read whose end would see to that
    }

    /**
     * Returns whether a client may begin an operation with that byte: before it is admitted, only CONNECT. Anything else has
     * it judged as somebody who says nothing of himself; if it is still open then, it has to wait for the answer.
     */
    boolean mayBegin(byte first) {
        if (participant == null && first != 'C' && first != 'c') {
            admission.anonymous();
        }
        return participant != null || first == 'C' || first == 'c';
    }

    boolean isOpen() {
        return closeReason == null;
    }

    // ---------------------------------------------------------------------------------------------- being admitted

    void admit(SessionParticipant admitted, ConnectOptions options, boolean takesHeaders) {
        SessionParticipant before = participant;
        participant = admitted;
        outlet.admit(admitted);
        outlet.limit(limits.maxPending());
        outlet.takesHeaders(takesHeaders);
        publisher.options(options.withHeaders(takesHeaders));
        publisher.admit(admitted);
        if (before != null) {
            before.close();
            subscriptions.moveTo(admitted);
        }
    }

    /** Gives up everything that it was admitted with. */
    void leave() {
        retire();
        participant = null;
        subscriptions.clear();
    }

    /** Takes no more part, but still shows who it was and what it had. */
    private void retire() {
        SessionParticipant last = participant;
        publisher.admit(null);
        if (last != null) {
            last.close();
        }
    }

    // ---------------------------------------------------------------------------------------------- writing

    /** Sends bytes that are no message. */
    void send(byte[] line) {
        box.write(line);
    }

    void ok() {
        trace.out("OK");
        box.write(OK);
    }

    /** Confirms what was asked for, if the client wants that. */
    void confirm() {
        if (closeReason == null && admission.options().verbose()) {
            ok();
        }
    }

    /** Tells the client of an error that does not end the connection. */
    void error(ClientError error) {
        error.log(LOG, this);
        trace.out("-ERR " + error.text());
        box.write(ClientErrors.line(error.text()));
        lane.flushSoon();
    }

    /** Tells the client of an error and ends the connection. */
    void fail(ClientError error, String reason) {
        if (closeReason == null) {
            error(error);
            close(reason);
        }
    }

    void sendPing() {
        trace.out("PING");
        box.write(PING);
        lane.flushSoon();
    }

    @Override
    public void infoChanged() {
        onLoop(greeting::again);
    }

    @Override
    public boolean lameDuck() {
        onLoop(greeting::leave);
        return greeting.takesMore();
    }

    @Override
    public void readmit() {
        onLoop(admission::again);
    }

    private void onLoop(Runnable task) {
        if (loop.inLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    // ---------------------------------------------------------------------------------------------- congestion

    @Override
    public void blocked() {
        writeDeadline.start();
    }

    @Override
    public void progress(long pending) {
        writeDeadline.progress(pending);
        if (outlet.relieved(pending)) {
            gate.relieve();
        }
    }

    @Override
    public void overflowed() {
        LOG.warn("{} - Slow Consumer Detected: MaxPending of {} Exceeded", this, outlet.maxPending());
        close(CloseReason.SLOW_PENDING);
    }

    @Override
    public void limitReached(ClientSink sink) {
        onLoop(() -> subscriptions.expire(sink));
    }

    @Override
    public void whenRelieved(Runnable task) {
        onLoop(() -> gate.await(task));
    }

    // ---------------------------------------------------------------------------------------------- ending

    @Override
    public void close(String reason) {
        onLoop(() -> end(reason));
    }

    @Override
    public void refuse(String error, String reason) {
        onLoop(() -> fail(ClientError.of(error), reason));
    }

    @Override
    public void traced(ClientSink sink, Message message) {
        trace.out(sink, message);
    }

    private void end(String reason) {
        if (closeReason != null) {
            return;
        }
        closeReason = reason;
        parser.halt(true);
        pings.stop();
        admission.stop();
        retire();
        if (secureStart != null) {
            secureStart.stop();
        }
        if (CloseReason.isAbrupt(reason)) {
            link.abort();
        } else {
            lane.flush();
            link.close();
        }
    }

    @Override
    public void closed(@Nullable Throwable cause) {
        if (closeReason == null) {
            end(secureStart == null ? CloseReason.of(cause) : secureStart.reasonOf(cause));
        }
        writeDeadline.stop();
        gate.relieve();
        LOG.debug("{} - Client connection closed: {}", this, closeReason);
        subscriptions.traceEnd();
        environment.sessions().ended(this, String.valueOf(closeReason));
    }

    // ---------------------------------------------------------------------------------------------- parts and facts

    ClientEnvironment environment() {
        return environment;
    }

    Link link() {
        return link;
    }

    EventLoop loop() {
        return loop;
    }

    Outlet outlet() {
        return outlet;
    }

    ClientGreeting greeting() {
        return greeting;
    }

    ClientLimits limits() {
        return limits;
    }

    ClientAdmission admission() {
        return admission;
    }

    ClientSubscriptions subscriptions() {
        return subscriptions;
    }

    ClientPublisher publisher() {
        return publisher;
    }

    PublishRewriter rewriter() {
        return rewriter;
    }

    PingTimer pings() {
        return pings;
    }

    ProducerGate gate() {
        return gate;
    }

    WireTrace trace() {
        return trace;
    }

    /** Returns who publishes and subscribes here; null before it is admitted. Any thread may call this. */
    @Nullable
    SessionParticipant participant() {
        return participant;
    }

    /** Returns the space it was admitted to, or null. Any thread may call this. */
    @Nullable
    SubjectSpace space() {
        SessionParticipant admitted = participant;
        return admitted == null ? null : admitted.space();
    }

    /** Returns who it is. Any thread may call this. */
    Identity identity() {
        SessionParticipant admitted = participant;
        return admitted == null
                ? new Identity(id, "Client", admission.options().text("name"), "")
                : admitted.identity();
    }

    @Override
    public SessionView view() {
        return view;
    }

    /** Returns what log lines about this connection begin with. */
    @Override
    public String toString() {
        return link.remoteAddress() + " - cid:" + id + view.client();
    }
}
