/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import soma.logging.LogOptions;
import soma.logging.Logs;

class CommandTest {
    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Signals signals = new Signals();

    @AfterEach
    void logAsBefore() throws IOException {
        Logs.configure(LogOptions.defaults());
    }

    private int run(String... arguments) {
        Program program = new Program(
                "nats-server",
                4711,
                null,
                false,
                Map.of(),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
        return new Command(program, signals).run(List.of(arguments));
    }

    private String configuration(String text) throws IOException {
        return Files.writeString(directory.resolve("t.conf"), text).toString();
    }

    private void assertRun(int status, String expectedOut, String expectedErr, String... arguments) {
        assertEquals(status, run(arguments));
        assertEquals(expectedErr, err.toString(UTF_8));
        assertEquals(expectedOut, out.toString(UTF_8));
    }

    @Test
    void printsTheVersionOfNatsServer() {
        assertRun(0, "nats-server: v" + Versions.CURRENT.nats() + "\n", "", "--version");
        assertTrue(Versions.CURRENT.nats().matches("2\\.\\d+\\.\\d+"), Versions.CURRENT.nats());
        assertTrue(Versions.CURRENT.soma().matches("\\d+\\.\\d+\\.\\d+.*"), Versions.CURRENT.soma());
    }

    @Test
    void anUnknownFlagGivesTheUsageAndStatusZero() {
        assertEquals(0, run("-x"));
        assertEquals("flag provided but not defined: -x\n", err.toString(UTF_8));
        assertTrue(out.toString(UTF_8).startsWith("\nUsage: nats-server [options]\n"), out.toString(UTF_8));
    }

    @Test
    void anUnknownCommandGivesStatusOne() {
        assertRun(1, "", "nats-server: unrecognized command: \"foo\"\n", "foo");
    }

    @Test
    void testingNeedsAFile() {
        assertRun(1, "", "nats-server: must specify [-c, --config] option to check configuration file syntax\n", "-t");
    }

    @Test
    void aGoodFileIsValidAndHasTheDigestOfNatsServer() throws IOException {
        String file = configuration("port: -1\n");
        assertRun(
                0,
                "",
                "nats-server: configuration file " + file
                        + " is valid (sha256:7ea4cc5c6864139d814ce940a40ee6546b7ac5285eec3c390a4ce11e34dc1102)\n",
                "-t",
                "-c",
                file);
    }

    @Test
    void problemsAreToldOneToALineAndThenAnEmptyOne() throws IOException {
        String file = configuration("prtx: 1\nport: \"a\"\n");
        assertEquals(1, run("-c", file));
        List<String> lines = List.of(err.toString(UTF_8).split("\n", -1));
        assertTrue(lines.getFirst().startsWith("nats-server: " + file + ":"), lines.toString());
        assertTrue(lines.stream().anyMatch(l -> l.contains(":1:0: unknown field \"prtx\"")), lines.toString());
        assertTrue(
                lines.stream()
                        .anyMatch(l -> l.contains(":2:1: interface conversion: interface {} is string, not int64")),
                lines.toString());
        assertEquals(List.of("", ""), lines.subList(lines.size() - 2, lines.size()));
    }

    @Test
    void warningsAreErrorsToATest() throws IOException {
        assertEquals(1, run("-t", "-c", configuration("")));
        assertTrue(err.toString(UTF_8).endsWith("t.conf: config has no values or is empty\n\n"), err.toString(UTF_8));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path absent = directory.resolve("absent.conf");
        assertRun(1, "", "nats-server: open " + absent + ": no such file or directory\n", "-c", absent.toString());
    }

    @Test
    void aLogFileThatCannotBeOpenedEndsTheStart() throws IOException {
        String file = configuration("port: -1\nlogfile: \"" + directory.resolve("absent/x.log") + "\"\n");
        assertEquals(1, run("-c", file));
        assertTrue(
                err.toString(UTF_8)
                        .matches(
                                "\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d error opening file: open .*absent/x.log: no such"
                                        + " file or directory\n"),
                err.toString(UTF_8));
    }

    @Test
    void aPidFileThatCannotBeWrittenIsFatal() throws IOException {
        Path log = directory.resolve("x.log");
        String file = configuration("port: -1\nlogfile: \"" + log + "\"\npid_file: \"" + directory + "/absent/p\"\n");
        assertEquals(1, run("-c", file));
        String last = Files.readAllLines(log).getLast();
        assertTrue(
                last.endsWith(
                        "[FTL] Could not write pidfile: open " + directory + "/absent/p: no such file or directory"),
                last);
    }

    @Test
    void runsUntilASignalAndLogsWhatNatsServerLogs() throws Exception {
        Path log = directory.resolve("x.log");
        Path pid = directory.resolve("pid");
        String file = configuration("listen: \"127.0.0.1:-1\"\nserver_name: one\nlogfile: \"" + log + "\"\npid_file: \""
                + pid + "\"\nports_file_dir: \"" + directory + "\"\n");
        CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> run("-c", file));
        Path ports = directory.resolve("nats-server_4711.ports");
        while (Files.notExists(ports) && !status.isDone()) {
            Thread.onSpinWait();
        }
        assertEquals("4711", Files.readString(pid));
        assertTrue(Files.readString(ports).matches("\\{\"nats\":\\[\"nats://127\\.0\\.0\\.1:\\d+\"]}"));
        signals.add(Signals.Caught.USER_1);
        signals.add(Signals.Caught.HANGUP);
        signals.add(Signals.Caught.TERMINATE);
        assertEquals(0, status.get(60, TimeUnit.SECONDS));
        assertTrue(Files.notExists(ports));
        List<String> texts = Files.readAllLines(log).stream()
                .map(line -> line.replaceFirst("^\\[\\d+] \\S+ \\S+ ", "").replaceFirst("127.0.0.1:\\d+", "HOST:PORT"))
                .filter(text -> !text.contains("  ID: ") && !text.startsWith("[INF] Reloaded: "))
                .map(text -> text.replaceFirst("\\(sha256:[0-9a-f]{64}\\)", "(DIGEST)"))
                .toList();
        assertEquals(
                List.of(
                        "[INF] Starting nats-server",
                        "[INF]   Version:  " + Versions.CURRENT.nats(),
                        "[INF]   Soma:     " + Versions.CURRENT.soma(),
                        "[INF]   Git:      [not set]",
                        "[INF]   Name:     one",
                        "[INF] Using configuration file: " + file + " (DIGEST)",
                        "[INF] Listening for client connections on HOST:PORT",
                        "[INF] Server is ready",
                        "[INF] Trapped \"user defined signal 1\" signal",
                        "[INF] File log re-opened",
                        "[INF] Trapped \"hangup\" signal",
                        "[INF] Reloaded server configuration (DIGEST)",
                        "[INF] Trapped \"terminated\" signal",
                        "[INF] Initiating Shutdown...",
                        "[INF] Server Exiting.."),
                texts);
    }

    @Test
    void aPortThatIsTakenIsFatal() throws Exception {
        try (var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
            Path log = directory.resolve("x.log");
            String address = "127.0.0.1:" + taken.getLocalPort();
            String file = configuration("listen: \"" + address + "\"\nlogfile: \"" + log + "\"\n");
            assertEquals(1, run("-c", file));
            String last = Files.readAllLines(log).getLast();
            assertTrue(last.contains("[FTL] Error listening on port: " + address + ", \""), last);
        }
    }

    @Test
    void dumpsWhatIsAssembled() {
        assertEquals(0, run("dump"));
        String text = out.toString(UTF_8);
        assertTrue(text.startsWith("plugins, in order of start\n  kernel "), text);
        assertTrue(text.contains("launcher/process: debug, trace"), text);
    }
}
