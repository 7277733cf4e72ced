/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.launcher;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import soma.logging.LogOptions;
import soma.logging.LogOptions.Destination;
import soma.logging.LogOptions.Format;
import soma.logging.LogOptions.Protocol;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigReader;

/** Reads the launcher's keys. */
final class LauncherBinder {
    private static final Map<String, Protocol> PROTOCOLS = Map.of("udp", Protocol.UDP, "tcp", Protocol.TCP);

    private final Program program;

    LauncherBinder(Program program) {
        this.program = program;
    }

    LauncherOptions bind(ConfigReader root) {
        boolean verbose = root.flag(LauncherKeys.TRACE_VERBOSE, false);
        boolean headers = root.find("trace_headers") // the kernel's key, which reports what is wrong with it
                .filter(node -> node.kind() == ConfigNode.Kind.BOOLEAN)
                .map(ConfigNode::flag)
                .orElse(false);
        boolean trace = root.flag(LauncherKeys.TRACE, false) || verbose || headers;
        LogOptions log = new LogOptions(
                destination(root),
                format(root),
                root.flag(LauncherKeys.LOGTIME, true),
                root.flag(LauncherKeys.LOGTIME_UTC, false),
                root.flag(LauncherKeys.DEBUG, false),
                trace,
                verbose);
        if (root.integer(LauncherKeys.PROF_PORT, 0, -1, 65535) != 0) {
            root.find(LauncherKeys.PROF_PORT)
                    .ifPresent(node -> root.problems()
                            .error(
                                    node,
                                    "prof_port: Go's profiler is not supported (remove the key, and use jcmd or the JDK's"
                                            + " flight recorder)"));
        }
        root.integer(LauncherKeys.PROF_BLOCK_RATE, 0, 0, Integer.MAX_VALUE);
        return new LauncherOptions(log, path(root, LauncherKeys.PIDFILE), path(root, LauncherKeys.PORTS_FILE_DIR));
    }

    /** Decides as nats-server does: a log file wins over syslog, and that over standard error. */
    private Destination destination(ConfigReader root) {
        long limit = root.integer(LauncherKeys.LOG_SIZE_LIMIT, 0, 0, Long.MAX_VALUE);
        int files = (int) root.integer(LauncherKeys.LOG_MAX_NUM, 0, 0, Integer.MAX_VALUE);
        Path file = path(root, LauncherKeys.LOGFILE);
        boolean syslog = root.flag(LauncherKeys.SYSLOG, false);
        Destination remote = remote(root);
        if (file != null) {
            return new LogOptions.File(file, limit, files);
        }
        if (remote != null) {
            return remote;
        }
        if (syslog) {
            return new LogOptions.LocalSyslog(program.name());
        }
        return new LogOptions.StandardError(program.terminal());
    }

    private @Nullable Destination remote(ConfigReader root) {
        ConfigNode node = root.find(LauncherKeys.REMOTE_SYSLOG).orElse(null);
        String text = node == null ? "" : root.text(node, "");
        if (node == null || text.isEmpty()) {
            return null;
        }
        try {
            URI uri = new URI(text);
            Protocol protocol = PROTOCOLS.get(String.valueOf(uri.getScheme()));
            if (protocol != null && uri.getHost() != null && uri.getPort() > 0) {
                return new LogOptions.Syslog(protocol, uri.getHost(), uri.getPort(), program.name());
            }
        } catch (URISyntaxException e) {
            // Reported below.
        }
        root.problems().error(node, "remote_syslog: \"" + text + "\" (expected: udp://host:port or tcp://host:port)");
        return null;
    }

    private static Format format(ConfigReader root) {
        String text = root.text(LauncherKeys.LOG_FORMAT, "text");
        if (!text.equals("text") && !text.equals("json")) {
            root.find(LauncherKeys.LOG_FORMAT)
                    .ifPresent(node ->
                            root.problems().error(node, "log_format: \"" + text + "\" (expected: text or json)"));
        }
        return text.equals("json") ? Format.JSON : Format.TEXT;
    }

    private static @Nullable Path path(ConfigReader root, ConfigKey key) {
        ConfigNode node = root.find(key).orElse(null);
        String text = node == null ? "" : root.text(node, "");
        if (node == null || text.isEmpty()) {
            return null;
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            root.problems().error(node, key.name() + ": " + e.getMessage() + " (expected: a path)");
            return null;
        }
    }
}
