/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.boot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.kernel.assembly.Assembly;
import soma.kernel.auth.AuthenticationChain;
import soma.kernel.client.ClientEnvironment;
import soma.kernel.client.ClientProtocol;
import soma.kernel.client.RepeatLimit;
import soma.kernel.info.InfoWriter;
import soma.kernel.info.ServerFacts;
import soma.kernel.info.ServerId;
import soma.kernel.lane.Lanes;
import soma.kernel.lifecycle.ClientListener;
import soma.kernel.options.CoreOptions;
import soma.kernel.options.CurrentOptions;
import soma.kernel.participant.ParticipantTable;
import soma.kernel.random.SystemRandom;
import soma.kernel.report.ReportAssembler;
import soma.kernel.report.ReportEnvironment;
import soma.kernel.session.SessionTable;
import soma.kernel.space.SpaceTable;
import soma.spi.report.ConnectionContributor;
import soma.spi.server.Server.Version;
import soma.spi.server.ServerIdentity;
import soma.spi.space.SubjectSpace;
import soma.spi.transport.Endpoint;
import soma.spi.transport.LinkSecurity;

/** The parts of a kernel, wired together. Everything reads the current options and assembly from here. Safe for any thread. */
final class Core implements ClientEnvironment, ReportEnvironment {
    private static final Logger LOG = LoggerFactory.getLogger(Kernel.class);

    private final CurrentOptions options = new CurrentOptions(CoreOptions.DEFAULTS);
    private final List<SubjectSpace> allSpaces = new CopyOnWriteArrayList<>();
    private final Lanes lanes = new Lanes();
    private final InstantSource clock;
    private final SpaceTable spaces;
    private final ParticipantTable participants;
    private final SessionTable sessions;
    private final AuthenticationChain authentication;
    private final ClientListener listener;
    private final InfoWriter info;
    private final ReportAssembler reports;
    private volatile ServerFacts facts;
    private final RepeatLimit repeatLimit;
    private volatile Assembly assembly = Assembly.EMPTY;
    private volatile Instant started;
    private volatile Instant configured;
    private volatile String configDigest = "";
    private volatile boolean lameDuck;

    Core(InstantSource clock, Version version, @Nullable Endpoint endpoint) {
        this.clock = clock;
        this.repeatLimit = new RepeatLimit(clock);
        this.facts = new ServerFacts(ServerId.generate(new SystemRandom()), version);
        this.spaces = new SpaceTable(this::assembly, lanes);
        this.participants = new ParticipantTable(lanes, spaces, options);
        this.sessions = new SessionTable(clock, this::assembly, () -> options().closedKept());
        this.authentication = new AuthenticationChain(
                this::assembly, spaces::defaultSpace, () -> options().authenticators());
        this.listener = new ClientListener(this::assembly, () -> endpoint(endpoint), LOG);
        this.info = new InfoWriter(this::facts, options, this::assembly, authentication, listener::endpoint);
        this.reports = new ReportAssembler(this::assembly);
        this.started = clock.instant();
        this.configured = started;
        spaces.forEach(allSpaces::add);
    }

    private Endpoint endpoint(@Nullable Endpoint override) {
        return override == null ? Endpoint.tcp(options().host(), options().port()) : override;
    }

    CurrentOptions current() {
        return options;
    }

    void use(Assembly other) {
        for (ServerIdentity identity : other.extensions(ServerIdentity.POINT)) {
            facts = new ServerFacts(identity.id(), facts.version());
        }
        assembly = other;
    }

    void startedNow(String digest) {
        inForce(digest);
        started = configured;
    }

    /** Takes note that another configuration has come into force; clients who are too many by it have to go. */
    void configuredNow(String digest) {
        inForce(digest);
        ClientProtocol.closeSurplus(this, new SystemRandom());
    }

    /** Takes note of what a configuration has changed outside the kernel's own options, too. */
    private void inForce(String digest) {
        configured = clock.instant();
        configDigest = digest;
        boolean traced = ClientProtocol.isTraced();
        if (traced != lanes.isTracing()) {
            lanes.trace(traced);
            allSpaces.forEach(SubjectSpace::invalidateRoutes);
        }
    }

    void becomeLameDuck() {
        lameDuck = true;
    }

    ClientListener listener() {
        return listener;
    }

    ReportAssembler reports() {
        return reports;
    }

    /** Runs a task that may block on a thread of its own. */
    static void work(Runnable task) {
        Thread.ofVirtual().name("soma-worker").start(() -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.error("A task on a worker failed", e);
            }
        });
    }

    @Override
    public CoreOptions options() {
        return options.get();
    }

    @Override
    public Assembly assembly() {
        return assembly;
    }

    @Override
    public SessionTable sessions() {
        return sessions;
    }

    @Override
    public AuthenticationChain authentication() {
        return authentication;
    }

    @Override
    public SpaceTable spaces() {
        return spaces;
    }

    @Override
    public ParticipantTable participants() {
        return participants;
    }

    @Override
    public Lanes lanes() {
        return lanes;
    }

    @Override
    public InfoWriter info() {
        return info;
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Override
    public Executor workers() {
        return Core::work;
    }

    @Override
    public boolean isLameDuck() {
        return lameDuck;
    }

    @Override
    public ServerFacts facts() {
        return facts;
    }

    @Override
    public Endpoint bound() {
        return listener.endpoint();
    }

    @Override
    public boolean isListening() {
        return listener.isOpen();
    }

    @Override
    public Collection<SubjectSpace> allSpaces() {
        return allSpaces;
    }

    @Override
    public Map<String, Object> clientInfo() {
        return info.common(ClientListener.PROTOCOL);
    }

    @Override
    public Optional<LinkSecurity.Policy> security() {
        return security("");
    }

    @Override
    public boolean authRequired() {
        return authentication.required();
    }

    @Override
    public Duration authTimeout() {
        return authTimeout(security());
    }

    @Override
    public List<ConnectionContributor> connectionContributors() {
        return assembly.extensions(ConnectionContributor.POINT);
    }

    @Override
    public Instant started() {
        return started;
    }

    @Override
    public Instant configured() {
        return configured;
    }

    @Override
    public RepeatLimit repeatLimit() {
        return repeatLimit;
    }

    @Override
    public String configDigest() {
        return configDigest;
    }
}
