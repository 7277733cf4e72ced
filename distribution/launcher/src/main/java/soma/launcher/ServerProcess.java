/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.launcher;

import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.config.ConfigException;
import soma.config.KnownKeys;
import soma.config.Problem;
import soma.config.ProblemList;
import soma.host.PluginHost;
import soma.host.PluginOptions;
import soma.host.inventory.LoadedPlugin;
import soma.kernel.boot.ConfigurationException;
import soma.kernel.boot.Kernel;
import soma.logging.Logs;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigReader;
import soma.spi.plugin.ServerPlugin;
import soma.spi.server.Server;

/**
 * One server and the process around it, from its configuration to its end. Used by the main thread, which after the
 * start waits for signals and answers them one after the other.
 */
final class ServerProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);

    private final Program program;
    private final Signals signals;
    private final Configuration configuration;
    private final LauncherOptions options;
    private final PluginHost plugins;
    private final RunFiles files;
    private final Kernel kernel;
    private final List<String> warnings;
    private final @Nullable String name;

    private ServerProcess(
            Program program, Signals signals, Configuration configuration, ConfigNode root, ProblemList problems) {
        this.program = program;
        this.signals = signals;
        this.configuration = configuration;
        LauncherBinder binder = new LauncherBinder(program);
        // Read ahead of the other sections: what plugins there are, and where their start is logged, stands here.
        // Whatever
        // is wrong with it is found again, and told, when the kernel reads everything.
        ConfigReader ahead = new ConfigReader(root, new ProblemList());
        this.options = binder.bind(ahead);
        // The kernel knows its name only when it has started, which the banner precedes.
        this.name = ahead.find("server_name").map(node -> ahead.text(node, "")).orElse(null);
        this.plugins = PluginHost.load(
                program.pluginOptions(PluginOptions.SECTION.binder().bind(ahead)));
        this.files = new RunFiles(
                program.name(),
                program.pid(),
                () -> PortsDocument.of(kernel().boundEndpoints(), kernel().pluginListeners()));
        List<ServerPlugin> all = new ArrayList<>();
        all.add(new LauncherPlugin(binder, new LauncherReload(files)));
        plugins.inventory().plugins().stream().map(LoadedPlugin::plugin).forEach(all::add);
        this.kernel = Kernel.builder()
                .plugins(all)
                .configuration(root)
                .reader(configuration::readAgain)
                .digest(configuration::digest)
                .ownerHint(KnownKeys::ownerOf)
                .version(Versions.CURRENT)
                .clock(InstantSource.system())
                .build();
        this.warnings = new ArrayList<>(
                problems.warnings().stream().map(Problem::toString).toList());
    }

    /**
     * Reads the configuration and has everybody check their part. Nothing is logged, opened or written yet.
     *
     * @throws ConfigException        if the file cannot be read
     * @throws ConfigurationException if what it says cannot be used
     */
    static ServerProcess prepare(Program program, Signals signals, Configuration configuration) throws ConfigException {
        ProblemList problems = new ProblemList();
        ConfigNode root = configuration.read(problems);
        ServerProcess process = new ServerProcess(program, signals, configuration, root, problems);
        try {
            process.kernel.check().forEach(warning -> process.warnings.add(warning.toString()));
            return process;
        } catch (RuntimeException e) {
            // A key that nobody owns may be that of a plugin which was refused, and no log will tell why it was.
            process.plugins
                    .inventory()
                    .rejected()
                    .forEach(refused -> program.err().println(program.name() + ": " + refused.line()));
            process.close();
            throw e;
        }
    }

    private Kernel kernel() {
        return kernel;
    }

    /** Returns what should be changed in the configuration, one line each. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Returns who is assembled and what they contribute. */
    String dump() {
        return kernel.dump();
    }

    /** Starts the server, waits for its end, and returns the status to exit with. */
    int run() {
        try {
            Logs.configure(options.log());
        } catch (IOException e) {
            String time = LocalDateTime.now(ZoneId.systemDefault())
                    .format(DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss", Locale.ROOT));
            program.err().println(time + " error opening file: " + RunFiles.reason(e));
            return 1;
        }
        try {
            banner(kernel.server());
            plugins.report();
            files.pid(options.pidFile());
        } catch (IOException e) {
            LOG.error(Logs.FATAL, "Could not write pidfile: {}", RunFiles.reason(e));
            return 1;
        }
        signals.install();
        kernel.terminated().whenComplete((nothing, failure) -> signals.add(Signals.Caught.ENDED));
        try {
            kernel.start();
        } catch (RuntimeException e) {
            LOG.error(Logs.FATAL, String.valueOf(e.getMessage()));
            return 1;
        }
        files.ports(options.portsDirectory());
        return serve();
    }

    private void banner(Server server) {
        LOG.info("Starting nats-server");
        LOG.info("  Version:  {}", server.version().nats());
        LOG.info("  Soma:     {}", server.version().soma());
        LOG.info("  Git:      [not set]");
        LOG.debug("  Java:     {}", Runtime.version());
        LOG.info("  Name:     {}", name == null ? server.id() : name);
        LOG.info("  ID:       {}", server.id());
        if (configuration.file() != null) {
            LOG.info("Using configuration file: {} ({})", configuration.file(), configuration.digest());
        }
    }

    private int serve() {
        try {
            while (true) {
                Signals.Caught caught = signals.take();
                if (caught == Signals.Caught.ENDED) {
                    return 0;
                }
                LOG.info("Trapped \"{}\" signal", caught.text());
                answer(caught);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kernel.shutdown();
            return 1;
        }
    }

    private void answer(Signals.Caught caught) {
        switch (caught) {
            case INTERRUPT -> kernel.shutdown();
            case TERMINATE -> {
                // Who began to hand over clients is not to be cut short by the ordinary stop of a service.
                if (!kernel.isLameDuck()) {
                    kernel.shutdown();
                }
            }
            case HANGUP -> reload();
            case USER_1 -> Logs.reopen();
            case USER_2 -> kernel.lameDuck();
            case ENDED -> {}
        }
    }

    private void reload() {
        try {
            kernel.reload();
        } catch (RuntimeException e) {
            LOG.error("Failed to reload server configuration: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        files.removePorts();
        plugins.close();
    }
}
