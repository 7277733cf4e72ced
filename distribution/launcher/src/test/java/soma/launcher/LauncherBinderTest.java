/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import soma.config.ConfigException;
import soma.config.ConfigFile;
import soma.config.ProblemList;
import soma.logging.LogOptions;
import soma.spi.config.ConfigReader;
import soma.spi.config.ReloadPlan;

class LauncherBinderTest {
    private static final Program PROGRAM = new Program("nats-server", 1, null, true, Map.of(), System.out, System.err);

    private final ProblemList problems = new ProblemList();

    private LauncherOptions bind(String text) throws ConfigException {
        ConfigFile file = ConfigFile.parse(text, "t.conf", Path.of("."), Map.of());
        return new LauncherBinder(PROGRAM).bind(new ConfigReader(file.root(), problems));
    }

    private String problem(String text) throws ConfigException {
        bind(text);
        return problems.render().strip();
    }

    @Test
    void logsToStandardErrorWithColoursOnATerminalUnlessToldOtherwise() throws ConfigException {
        LauncherOptions options = bind("");
        assertEquals(LogOptions.defaults().to(new LogOptions.StandardError(true)), options.log());
        assertNull(options.pidFile());
        assertNull(options.portsDirectory());
    }

    @Test
    void readsEveryKeyUnderEachOfItsNames() throws ConfigException {
        LauncherOptions options = bind("log_file: x.log\nlog_size_limit: 1k\nlog_max_num: 3\nlogtime: false\n"
                + "logtime_utc: true\ndebug: true\nlog_format: json\npid_file: p\nports_file_dir: d\n");
        assertEquals(
                new LogOptions(
                        new LogOptions.File(Path.of("x.log"), 1000, 3),
                        LogOptions.Format.JSON,
                        false,
                        true,
                        true,
                        false,
                        false),
                options.log());
        assertEquals(Path.of("p"), options.pidFile());
        assertEquals(Path.of("d"), options.portsDirectory());
        assertTrue(problems.isEmpty(), problems.render());
    }

    @Test
    void everyKindOfTraceIsTrace() throws ConfigException {
        assertTrue(bind("trace: true").log().trace());
        assertTrue(bind("trace_verbose: true").log().trace());
        assertTrue(bind("trace_headers: true").log().trace());
        assertFalse(bind("trace: true").log().debug());
    }

    @Test
    void aLogFileWinsOverSyslog() throws ConfigException {
        String syslog = "remote_syslog: \"udp://127.0.0.1:514\"\n";
        assertEquals(
                new LogOptions.Syslog(LogOptions.Protocol.UDP, "127.0.0.1", 514, "nats-server"),
                bind(syslog).log().destination());
        assertEquals(
                new LogOptions.File(Path.of("x"), 0, 0),
                bind(syslog + "logfile: x").log().destination());
    }

    @Test
    void remoteSyslogWinsOverTheLocalDaemon() throws ConfigException {
        assertEquals(
                new LogOptions.LocalSyslog("nats-server"),
                bind("syslog: true").log().destination());
        assertEquals(
                new LogOptions.Syslog(LogOptions.Protocol.TCP, "h", 601, "nats-server"),
                bind("syslog: true\nremote_syslog: \"tcp://h:601\"").log().destination());
    }

    @Test
    void refusesGosProfiler() throws ConfigException {
        assertTrue(problem("prof_port: 6060").startsWith("t.conf:1:0: prof_port: Go's profiler is not supported"));
    }

    @Test
    void refusesOtherSyslogSchemesAndFormats() throws ConfigException {
        String text = problem("remote_syslog: \"unix://h:1\"\nlog_format: xml");
        assertEquals(
                List.of(
                        "t.conf:1:0: remote_syslog: \"unix://h:1\" (expected: udp://host:port or tcp://host:port)",
                        "t.conf:2:1: log_format: \"xml\" (expected: text or json)"),
                text.lines().toList());
    }

    @Test
    void aReloadTellsEachChangeInTheWordsOfNatsServer() throws ConfigException {
        LauncherReload reload = new LauncherReload(new RunFiles("nats-server", 1, () -> "{}"));
        LauncherOptions before = bind("");
        LauncherOptions after = bind("debug: true\nlogtime: false\npid_file: \"/x\"\nports_file_dir: \"/y\"");
        List<String> told = reload.prepare(before, after, problems).stream()
                .map(ReloadPlan::describe)
                .toList();
        assertEquals(List.of("debug = true", "logtime = false", "pid_file = /x", "ports_file_dir = /y"), told);
        assertEquals(List.of(), reload.prepare(before, before, problems));
        assertTrue(problems.isEmpty());
    }

    @Test
    void aReloadDoesNotChangeTheRotation() throws ConfigException {
        LauncherReload reload = new LauncherReload(new RunFiles("nats-server", 1, () -> "{}"));
        reload.prepare(bind("log_file: x"), bind("log_file: x\nlog_size_limit: 5"), problems);
        assertEquals(
                "config reload not supported for LogSizeLimit: old=0, new=5",
                problems.errors().getFirst().message());
    }
}
