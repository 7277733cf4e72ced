/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.launcher;

import java.util.List;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;

/** The top-level keys of the launcher, in the order of the documentation. */
final class LauncherKeys {
    static final ConfigKey DEBUG = ConfigKey.of("debug", "boolean", "false", Reload.YES, "Logs debug events.");
    static final ConfigKey TRACE = ConfigKey.of("trace", "boolean", "false", Reload.YES, "Logs the protocol.");
    static final ConfigKey TRACE_VERBOSE = ConfigKey.of(
            "trace_verbose", "boolean", "false", Reload.YES, "As trace, and traces the system account too.");
    static final ConfigKey LOGTIME =
            ConfigKey.of("logtime", "boolean", "true", Reload.YES, "Starts log lines with the time.");
    static final ConfigKey LOGTIME_UTC =
            ConfigKey.of("logtime_utc", "boolean", "false", Reload.YES, "Logs times in UTC.");
    static final ConfigKey LOGFILE = ConfigKey.of(
                    "logfile", "path", "standard error", Reload.YES, "File to log to; appended to.")
            .alias("log_file");
    static final ConfigKey LOG_SIZE_LIMIT = ConfigKey.of(
                    "logfile_size_limit",
                    "size",
                    "0",
                    Reload.NO,
                    "Size beyond which the log file rotates; 0 for never.")
            .alias("log_size_limit");
    static final ConfigKey LOG_MAX_NUM = ConfigKey.of(
                    "logfile_max_num",
                    "integer",
                    "0",
                    Reload.NO,
                    "Log files to keep, the current one included; 0 for all.")
            .alias("log_max_num");
    static final ConfigKey LOG_FORMAT = ConfigKey.of(
            "log_format", "text or json", "text", Reload.YES, "How events are written. Not a key of nats-server.");
    static final ConfigKey SYSLOG = ConfigKey.of(
            "syslog",
            "boolean",
            "false",
            Reload.YES,
            "Logs to the syslog daemon of this machine, by datagrams to /dev/log.");
    static final ConfigKey REMOTE_SYSLOG = ConfigKey.of(
            "remote_syslog", "udp://host:port or tcp://host:port", "", Reload.YES, "Logs to this syslog server.");
    static final ConfigKey PIDFILE = ConfigKey.of("pidfile", "path", "", Reload.YES, "File to write the process id to.")
            .alias("pid_file");
    static final ConfigKey PORTS_FILE_DIR = ConfigKey.of(
            "ports_file_dir", "path", "", Reload.YES, "Directory for a file that names all listening addresses.");
    static final ConfigKey PROF_PORT =
            ConfigKey.of("prof_port", "integer", "0", Reload.NO, "Go's profiler; anything but 0 is refused.");
    static final ConfigKey PROF_BLOCK_RATE =
            ConfigKey.of("prof_block_rate", "integer", "0", Reload.YES, "Go's profiler; accepted without effect.");

    static final List<ConfigKey> ALL = List.of(
            DEBUG,
            TRACE,
            TRACE_VERBOSE,
            LOGTIME,
            LOGTIME_UTC,
            LOGFILE,
            LOG_SIZE_LIMIT,
            LOG_MAX_NUM,
            LOG_FORMAT,
            SYSLOG,
            REMOTE_SYSLOG,
            PIDFILE,
            PORTS_FILE_DIR,
            PROF_PORT,
            PROF_BLOCK_RATE);

    private LauncherKeys() {}
}
