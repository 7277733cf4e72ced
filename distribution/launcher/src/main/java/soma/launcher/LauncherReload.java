/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.logging.LogOptions;
import soma.logging.Logs;
import soma.spi.config.ConfigNode.Position;
import soma.spi.config.Problems;
import soma.spi.config.ReloadPlan;

/** Decides about changes of the launcher's keys; the words are nats-server's. */
final class LauncherReload {
    private static final Logger LOG = LoggerFactory.getLogger(LauncherReload.class);

    private final RunFiles files;

    LauncherReload(RunFiles files) {
        this.files = files;
    }

    List<ReloadPlan> prepare(LauncherOptions before, LauncherOptions after, Problems problems) {
        refuse("LogSizeLimit", limit(before), limit(after), problems);
        refuse("LogMaxFiles", number(before), number(after), problems);
        List<ReloadPlan> plans = new ArrayList<>();
        log(before.log(), after.log(), plans);
        if (!Objects.equals(before.pidFile(), after.pidFile())) {
            plans.add(ReloadPlan.of("pid_file = " + text(after.pidFile()), () -> files.reloadPid(after.pidFile())));
        }
        if (!Objects.equals(before.portsDirectory(), after.portsDirectory())) {
            plans.add(ReloadPlan.of(
                    "ports_file_dir = " + text(after.portsDirectory()), () -> files.ports(after.portsDirectory())));
        }
        return plans;
    }

    private static void log(LogOptions before, LogOptions after, List<ReloadPlan> plans) {
        if (before.equals(after)) {
            return;
        }
        List<String> changes = new ArrayList<>();
        changed(changes, "debug", before.debug(), after.debug());
        changed(changes, "trace", before.trace(), after.trace());
        changed(changes, "trace_verbose", before.verbose(), after.verbose());
        changed(changes, "logtime", before.time(), after.time());
        changed(changes, "logtime_utc", before.utc(), after.utc());
        changed(changes, "log_format", before.format(), after.format());
        changed(changes, "log_file", file(before), file(after));
        changed(
                changes,
                "syslog",
                before.destination() instanceof LogOptions.LocalSyslog,
                after.destination() instanceof LogOptions.LocalSyslog);
        changed(changes, "remote_syslog", syslog(before), syslog(after));
        if (changes.isEmpty()) {
            return;
        }
        // One step for all, since the log cannot be half changed; it is the first, the other lines only tell.
        plans.add(ReloadPlan.of(changes.getFirst(), () -> configure(after)));
        changes.stream().skip(1).forEach(change -> plans.add(ReloadPlan.of(change, () -> {})));
    }

    private static void configure(LogOptions options) {
        try {
            Logs.configure(options);
        } catch (IOException e) {
            LOG.error("Unable to change the log, the old one stays", e);
        }
    }

    private static void changed(List<String> changes, String name, Object before, Object after) {
        if (!before.equals(after)) {
            changes.add(name + " = " + after);
        }
    }

    private static void refuse(String option, long before, long after, Problems problems) {
        if (before != after) {
            problems.error(
                    new Position("reload", 0, 0),
                    "config reload not supported for " + option + ": old=" + before + ", new=" + after);
        }
    }

    private static long limit(LauncherOptions options) {
        return options.log().destination() instanceof LogOptions.File file ? file.sizeLimit() : 0;
    }

    private static long number(LauncherOptions options) {
        return options.log().destination() instanceof LogOptions.File file ? file.maxFiles() : 0;
    }

    private static String file(LogOptions options) {
        return options.destination() instanceof LogOptions.File file
                ? file.path().toString()
                : "";
    }

    private static String syslog(LogOptions options) {
        return options.destination() instanceof LogOptions.Syslog syslog
                ? syslog.protocol().name().toLowerCase(Locale.ROOT) + "://" + syslog.host() + ":" + syslog.port()
                : "";
    }

    private static String text(@Nullable Path path) {
        return path == null ? "" : path.toString();
    }
}
