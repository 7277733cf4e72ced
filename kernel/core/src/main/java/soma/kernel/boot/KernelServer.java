/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.boot;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import soma.kernel.options.CoreOptions;
import soma.spi.participant.Participants;
import soma.spi.plugin.ExtensionPoint;
import soma.spi.plugin.PluginInfo;
import soma.spi.protocol.Protocol.Session;
import soma.spi.protocol.SessionView;
import soma.spi.server.Server;
import soma.spi.server.Sessions;
import soma.spi.space.SpaceDirectory;

/** The kernel as plugins see it. Safe for any thread. */
final class KernelServer implements Server {
    private final Kernel kernel;
    private final Core core;

    KernelServer(Kernel kernel, Core core) {
        this.kernel = kernel;
        this.core = core;
    }

    @Override
    public String id() {
        return core.facts().id();
    }

    @Override
    public String name() {
        String name = core.options().serverName();
        return name == null ? id() : name;
    }

    @Override
    public Version version() {
        return core.facts().version();
    }

    @Override
    public Description description() {
        CoreOptions options = core.options();
        return new Description(
                core.bound().host(),
                options.tags(),
                options.metadata(),
                options.diagnostics().featureFlags());
    }

    @Override
    public SpaceDirectory spaces() {
        return core.spaces();
    }

    @Override
    public Participants participants() {
        return core.participants();
    }

    @Override
    public Sessions sessions() {
        return core.sessions();
    }

    @Override
    public ServerLimits limits() {
        CoreOptions options = core.options();
        return new ServerLimits(
                options.limits().maxPayload(),
                options.limits().maxControlLine(),
                options.limits().maxPending(),
                options.limits().maxConnections(),
                options.timing().writeDeadline());
    }

    @Override
    public List<PluginInfo> plugins() {
        return core.assembly().plugins();
    }

    @Override
    public <T> List<T> extensions(ExtensionPoint<T> point) {
        return core.assembly().extensions(point);
    }

    @Override
    public <T> Map<String, T> named(ExtensionPoint<T> point) {
        return core.assembly().named(point);
    }

    @Override
    public Map<String, Object> report(String document, Map<String, String> query) {
        return core.reports().report(document, query);
    }

    @Override
    public void infoChanged() {
        core.info().changed();
        core.sessions().forEach(Session::infoChanged);
    }

    @Override
    public void readmit(Predicate<SessionView> which) {
        core.sessions().forEach(session -> {
            if (which.test(session.view())) {
                session.readmit();
            }
        });
    }

    @Override
    public Executor workers() {
        return core.workers();
    }

    @Override
    public InstantSource clock() {
        return core.clock();
    }

    @Override
    public void reload() {
        kernel.reload();
    }

    @Override
    public void lameDuck() {
        kernel.lameDuck();
    }

    @Override
    public void shutdown() {
        kernel.shutdown();
    }
}
