/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.boot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.kernel.assembly.Assembler;
import soma.kernel.assembly.Assembly;
import soma.kernel.assembly.Configured;
import soma.kernel.assembly.ProblemList;
import soma.kernel.lifecycle.ClientListener;
import soma.kernel.lifecycle.Drain;
import soma.kernel.lifecycle.LameDuck;
import soma.kernel.lifecycle.LifecycleException;
import soma.kernel.lifecycle.ServerListeners;
import soma.kernel.lifecycle.Shutdown;
import soma.kernel.lifecycle.StartSequence;
import soma.kernel.random.SystemRandom;
import soma.kernel.reload.ReloadCoordinator;
import soma.spi.auth.Authenticator;
import soma.spi.config.CommandLineFlag;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigReader;
import soma.spi.memory.NativeMemory;
import soma.spi.plugin.ServerPlugin;
import soma.spi.server.OpenListener;
import soma.spi.server.Server;
import soma.spi.server.ServerListener;
import soma.spi.transport.Endpoint;

/**
 * A server: the plugins it was built from, assembled around the kernel. It is started once and ends once. Safe for any
 * thread.
 */
public final class Kernel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Kernel.class);
    private static final int DISCOURAGED_PAYLOAD = 8 * 1024 * 1024;

    private final Object lock = new Object();
    private final CountDownLatch ending = new CountDownLatch(1);
    private final CompletableFuture<Void> terminated = new CompletableFuture<>();
    private final ConfigNode configuration;
    private final @Nullable Supplier<ConfigNode> reader;
    private final Supplier<String> digest;
    private final Assembler assembler;
    private final Core core;
    private final Server server;
    private final LameDuck.Parts parts;
    private final ServerListeners listeners;

    private State state = State.NEW;
    private @Nullable ReloadCoordinator reloads;

    /** The life of a kernel, in order; states may be passed over, never gone back to. */
    private enum State {
        NEW,
        STARTING,
        RUNNING,
        LAME_DUCK,
        ENDING
    }

    Kernel(KernelBuilder made) {
        this.configuration = made.configuration;
        this.reader = made.reader;
        this.digest = made.digest;
        this.core = new Core(made.clock, made.version, made.listener);
        this.server = new KernelServer(this, core);
        this.parts = new LameDuck.Parts(core.sessions(), core.listener(), new Drain(core::assembly, LOG), LOG);
        this.listeners = new ServerListeners(core::assembly, LOG);
        var plugins = new ArrayList<ServerPlugin>();
        plugins.add(new CorePlugin(core));
        plugins.addAll(made.plugins);
        var problems = new ProblemList();
        this.assembler = Assembler.of(plugins, made.ownerHint, problems);
        ConfigurationException.throwErrors(problems);
    }

    /** Begins to build a kernel. */
    public static KernelBuilder builder() {
        return new KernelBuilder();
    }

    /** Returns the flags that plugins declared beyond those of nats-server. */
    public List<CommandLineFlag> flags() {
        return assembler.flags();
    }

    /**
     * Checks the configuration without using it.
     *
     * @return the warnings
     * @throws ConfigurationException if it cannot be used
     */
    public List<Problem> check() {
        var problems = new ProblemList();
        assembler.bind(configuration, problems);
        return ConfigurationException.throwErrors(problems);
    }

    /**
     * Starts the server; returns when clients can connect.
     *
     * @return the warnings about the configuration
     * @throws ConfigurationException if the configuration cannot be used; nothing was started
     * @throws StartException         if a plugin or a listener fails; everything has been stopped
     * @throws IllegalStateException  if it was started or shut down before
     */
    public List<Problem> start() {
        enterStarting();
        try {
            List<Problem> warnings = assemble();
            warnAboutPayload();
            core.startedNow(digest.get());
            new StartSequence(core::assembly, core.listener(), LOG).run(server);
            Core.work(NativeMemory::link); // now, rather than when the first burst of messages needs it
            if (advance(State.RUNNING)) {
                listeners.tell(ServerListener::ready);
            } else {
                // a plugin asked for the end while the server came up
                Core.work(this::runShutdown);
            }
            return warnings;
        } catch (LifecycleException e) {
            abandon();
            throw new StartException(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException | Error e) {
            abandon();
            throw e;
        }
    }

    private void enterStarting() {
        synchronized (lock) {
            if (state != State.NEW) {
                throw new IllegalStateException("a kernel starts once; this one is " + state);
            }
            state = State.STARTING;
        }
    }

    private List<Problem> assemble() {
        var problems = new ProblemList();
        Configured configured = assembler.bind(configuration, problems);
        ConfigurationException.throwErrors(problems);
        Assembly assembly = assembler.assemble(configured, problems);
        checkAuthenticators(assembly, problems);
        List<Problem> warnings = ConfigurationException.throwErrors(problems);
        core.use(assembly);
        synchronized (lock) {
            reloads = new ReloadCoordinator(assembler, configured, core.sessions(), server::infoChanged, LOG);
        }
        return warnings;
    }

    /** A name that means nobody is found out at the start, rather than by who gets in. */
    private void checkAuthenticators(Assembly assembly, ProblemList problems) {
        List<String> names = assembly.extensions(Authenticator.POINT).stream()
                .map(Authenticator::name)
                .toList();
        new ConfigReader(configuration, problems).find("authenticators").ifPresent(node -> {
            for (String name : core.options().authenticators()) {
                if (!names.contains(name)) {
                    problems.error(
                            node,
                            "authenticators: nothing is called \"" + name + "\" (expected: any of "
                                    + (names.isEmpty() ? "none, since none is installed" : String.join(", ", names))
                                    + ")");
                }
            }
        });
    }

    private void warnAboutPayload() {
        if (core.options().limits().maxPayload() > DISCOURAGED_PAYLOAD) {
            LOG.warn("Maximum payloads over 8.00 MB are generally discouraged and could lead to poor performance");
        }
    }

    private void abandon() {
        advance(State.ENDING);
        ending.countDown();
        terminated.complete(null);
    }

    /** Goes on to a later state; false if the kernel is there or beyond it already. */
    private boolean advance(State next) {
        synchronized (lock) {
            if (state.compareTo(next) >= 0) {
                return false;
            }
            state = next;
            return true;
        }
    }

    /**
     * Reads the configuration again and applies what has changed; returns when it is applied.
     *
     * @throws IllegalStateException if it is refused, with the reason; nothing has changed then
     */
    public void reload() {
        ReloadCoordinator coordinator;
        synchronized (lock) {
            coordinator = reloads;
            if (coordinator == null || (state != State.RUNNING && state != State.LAME_DUCK)) {
                throw new IllegalStateException("the server is not running");
            }
        }
        if (reader == null) {
            throw new IllegalStateException("can only reload config when a file is provided using -c or --config");
        }
        try {
            List<String> changes = apply(coordinator, reader);
            listeners.tell(listener -> listener.reloaded(changes));
        } catch (RuntimeException e) {
            listeners.tell(listener -> listener.reloadRefused(String.valueOf(e.getMessage())));
            throw e;
        }
    }

    private List<String> apply(ReloadCoordinator coordinator, Supplier<ConfigNode> again) {
        var problems = new ProblemList();
        List<String> changes = coordinator.reload(again, digest, core::configuredNow, problems);
        if (problems.hasErrors()) {
            throw new IllegalStateException(problems.entries().stream()
                    .filter(ProblemList.Entry::error)
                    .map(Kernel::reason)
                    .collect(Collectors.joining("\n")));
        }
        return changes;
    }

    /** Returns the text of an error; one about the reload itself has no place in a file. */
    private static String reason(ProblemList.Entry entry) {
        return entry.at().source().equals("reload")
                ? entry.message()
                : Problem.of(entry).toString();
    }

    /** Begins lame duck mode, which ends in a shutdown; does nothing when it has begun or the server does not run. */
    public void lameDuck() {
        synchronized (lock) {
            if (state != State.RUNNING) {
                return;
            }
            state = State.LAME_DUCK;
        }
        core.becomeLameDuck();
        core.info().changed();
        Core.work(this::runLameDuck);
    }

    private void runLameDuck() {
        listeners.tell(ServerListener::lameDuck);
        try {
            new LameDuck(parts, () -> core.options().lameDuck(), this::pause, new SystemRandom()).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            shutdown();
        }
    }

    private boolean pause(Duration time) throws InterruptedException {
        return !ending.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Returns whether the server asks its clients to go elsewhere. */
    public boolean isLameDuck() {
        return core.isLameDuck();
    }

    /** Begins an orderly shutdown; does nothing when it has begun. */
    public void shutdown() {
        State before;
        synchronized (lock) {
            before = state;
            if (before == State.ENDING) {
                return;
            }
            state = State.ENDING;
        }
        ending.countDown();
        switch (before) {
            case NEW -> terminated.complete(null);
            case STARTING -> LOG.info("Shutting down once the start is over");
            default -> Core.work(this::runShutdown);
        }
    }

    private void runShutdown() {
        listeners.tell(ServerListener::stopping);
        try {
            new Shutdown(parts, core::assembly, Shutdown.Times.DEFAULTS).run();
        } finally {
            terminated.complete(null);
        }
    }

    /** Returns a stage that completes when the server has ended. */
    public CompletionStage<Void> terminated() {
        return terminated.minimalCompletionStage();
    }

    /** Shuts down and waits for the end. */
    @Override
    public void close() {
        shutdown();
        terminated.join();
    }

    /** Returns the server as plugins see it. */
    public Server server() {
        return server;
    }

    /** Returns where the server listens, by protocol, ports filled in; empty before it is started. */
    public Map<String, List<Endpoint>> boundEndpoints() {
        synchronized (lock) {
            boolean listening = state == State.RUNNING || state == State.LAME_DUCK;
            return listening ? Map.of(ClientListener.PROTOCOL, List.of(core.bound())) : Map.of();
        }
    }

    /** Returns where plugins listen: URLs by the name of the listener; empty before it is started. */
    public Map<String, List<String>> pluginListeners() {
        Map<String, List<String>> found = new TreeMap<>();
        if (!boundEndpoints().isEmpty()) {
            for (OpenListener listener : core.assembly().extensions(OpenListener.POINT)) {
                found.computeIfAbsent(listener.name(), _ -> new ArrayList<>()).addAll(listener.urls());
            }
        }
        return found;
    }

    /** Returns a text that shows what the server is assembled of; after the start also what was contributed. */
    public String dump() {
        return assembler.dump(core.assembly());
    }
}
