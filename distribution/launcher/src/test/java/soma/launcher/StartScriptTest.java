/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the start script with a stand-in for the JVM. No process is touched that the test did not start. */
class StartScriptTest {
    private static final Path SOURCE = Path.of("src/main/scripts/launch.sh");

    @TempDir
    Path directory;

    private final List<Process> started = new ArrayList<>();
    /** A name that no other process on the machine has, short enough for the kernel to keep it whole. */
    private final String name = "ns" + Long.toString(System.nanoTime() % 1_000_000_000_000L, 36);

    @BeforeEach
    void install() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a POSIX shell");
        Files.createDirectories(directory.resolve("bin"));
        String script = Files.readString(SOURCE)
                .replace("@nats.version@", "2.15.1")
                .replace("@soma.version@", "0.1.0")
                .replace("@jvm.options@", "-Xmx256m")
                .replace("@main.module@", "m")
                .replace("@main.class@", "C");
        write("bin/" + name, script);
        write("bin/soma", script);
        write("bin/java", "#!/bin/sh\nprintf '<%s>' \"$@\"; printf ' %s %s' \"$$\" \"$_JAVA_SR_SIGNUM\"\n");
    }

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    private Path write(String place, String text) throws IOException {
        Path file = Files.writeString(directory.resolve(place), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private record Result(int status, String out, String err, long pid) {}

    private Result run(Path script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .directory(directory.toFile());
        builder.environment().remove("SOMA_JAVA_OPTS");
        Process process = builder.start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err), process.pid());
    }

    private Result run(String... arguments) throws IOException, InterruptedException {
        return run(directory.resolve("bin").resolve(name), arguments);
    }

    /** Starts a process that is called like the server: a copy of sleep under that name. */
    private Process server() throws IOException, InterruptedException {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "needs /proc");
        Path copy = directory.resolve(name);
        if (Files.notExists(copy)) {
            Files.copy(Path.of("/bin/sleep"), copy);
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Process process = listening(copy.toString(), "600").start();
        started.add(process);
        Path comm = Path.of("/proc/" + process.pid() + "/comm");
        while (!Files.readString(comm).strip().equals(name)) {
            assertFalse(process.waitFor(5, TimeUnit.MILLISECONDS), "sleep has ended");
        }
        return process;
    }

    /** A process that is not told to ignore SIGINT and SIGHUP, as it is when the build runs in the background. */
    private static ProcessBuilder listening(String... command) throws IOException, InterruptedException {
        Process env = new ProcessBuilder("env", "--default-signal=INT,HUP", "true").start();
        if (env.waitFor() != 0) {
            return new ProcessBuilder(command);
        }
        List<String> all = new ArrayList<>(List.of("env", "--default-signal=INT,HUP"));
        all.addAll(List.of(command));
        return new ProcessBuilder(all);
    }

    private void assertFails(String message, String... arguments) throws IOException, InterruptedException {
        Result result = run(arguments);
        assertEquals(name + ": " + message + "\n", result.err());
        assertEquals(1, result.status());
        assertEquals("", result.out());
    }

    @Test
    void becomesTheJvmWithTheArgumentsAsTheyAre() throws Exception {
        Result result = run("-c", "a b.conf", "");
        String home = directory.resolve("bin/..").toString();
        assertEquals(
                "<-Xmx256m><-Dsoma.home=" + home + "><-Dsoma.executable=" + name
                        + "><-Dsoma.terminal=false><-m><m/C><-c><a b.conf><> " + result.pid() + " 40",
                result.out());
    }

    @Test
    void findsTheInstallationThroughLinks() throws Exception {
        Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
        Files.createSymbolicLink(elsewhere.resolve("one"), Path.of("../bin").resolve(name));
        Files.createSymbolicLink(elsewhere.resolve("two"), elsewhere.resolve("one"));
        Result result = run(elsewhere.resolve("two"), "-p", "1");
        assertTrue(result.out().contains("<-Dsoma.executable=two>"), result.out() + result.err());
        assertTrue(result.out().contains("<-m><m/C><-p><1>"), result.out());
    }

    @Test
    void usesTheCacheAndTheLinkOfTheServersNameWhereTheyAreThere() throws Exception {
        Files.createDirectories(directory.resolve("lib"));
        Files.writeString(directory.resolve("lib/server.aot"), "");
        Files.createDirectories(directory.resolve("libexec"));
        write("libexec/" + name, "#!/bin/sh\nprintf 'linked %s' \"$1\"\n");
        assertEquals(
                "linked -XX:AOTCache=" + directory.resolve("bin/../lib/server.aot"),
                run("-p", "1").out());
    }

    @Test
    void answersTheVersionItself() throws Exception {
        for (String flag : List.of("-v", "--version", "version")) {
            assertEquals(name + ": v2.15.1\n", run(flag).out());
        }
        assertEquals(
                "soma: v0.1.0 (nats-server v2.15.1)\n",
                run(directory.resolve("bin/soma"), "-v").out());
    }

    @Test
    void refusesSignalsThatAreWrongInTheWordsOfNatsServer() throws Exception {
        assertFails("unknown signal \"foo\"", "--signal", "foo=1");
        assertFails("invalid signal parameters: [2 3]", "--signal=quit=1=2=3");
        assertFails("invalid pid: x1", "-sl", "reload=x1");
        assertFails("invalid pid: -1", "-sl", "reload=-1");
        assertFails("invalid pid: 0", "-sl", "reload=0");
        assertFails("no " + name + " processes running", "-signal", "reload");
        assertFails("no " + name + " processes running", "-signal", "reload=*");
    }

    @Test
    void saysThatAProcessIsGone() throws Exception {
        Process gone = new ProcessBuilder("/bin/true").start();
        gone.waitFor();
        assertFails("\nsignal \"reload\" " + gone.pid() + ": no such process", "--signal", "reload=" + gone.pid());
    }

    @Test
    void sendsTheSignalToTheOnlyServer() throws Exception {
        Process server = server();
        assertEquals(new Result(0, "", "", 0), withoutPid(run("--signal", "term")));
        assertTrue(server.waitFor(60, TimeUnit.SECONDS));
        assertEquals(128 + 15, server.exitValue());
    }

    @Test
    void sendsTheSignalThatEachCommandMeans() throws Exception {
        for (var signal : List.of("quit=2", "stop=9", "reload=1", "reopen=10", "ldm=12", "term=15")) {
            Process server = server();
            String command = signal.substring(0, signal.indexOf('='));
            assertEquals(0, run("--signal", command + "=" + server.pid()).status());
            assertTrue(server.waitFor(60, TimeUnit.SECONDS));
            assertEquals(128 + Integer.parseInt(signal.substring(command.length() + 1)), server.exitValue(), command);
        }
    }

    @Test
    void namesAllServersWhenThereAreSeveralAndSendsNothing() throws Exception {
        long one = server().pid();
        long two = server().pid();
        Result result = run("--signal", "term");
        assertEquals(1, result.status());
        assertTrue(result.err().startsWith(name + ": multiple " + name + " processes running:\n"), result.err());
        assertTrue(List.of(result.err().split("\n")).containsAll(List.of("" + one, "" + two)), result.err());
        assertTrue(started.stream().allMatch(Process::isAlive));
    }

    @Test
    void sendsToAllWhoseIdBeginsSo() throws Exception {
        Process one = server();
        Process two = server();
        assertEquals(0, run("--signal", "term=" + one.pid() + "*").status());
        assertTrue(one.waitFor(60, TimeUnit.SECONDS));
        assertTrue(two.isAlive());
        assertEquals(0, run("--signal", "term=*").status());
        assertTrue(two.waitFor(60, TimeUnit.SECONDS));
    }

    @Test
    void readsTheIdFromAFileToTheLastByte() throws Exception {
        Process server = server();
        Path file = Files.writeString(directory.resolve("pid"), server.pid() + "\n");
        assertFails("invalid pid: " + server.pid() + "\n", "--signal", "term=" + file);
        Files.writeString(file, "" + server.pid());
        assertEquals(0, run("--signal", "term=" + file).status());
        assertTrue(server.waitFor(60, TimeUnit.SECONDS));
    }

    private static Result withoutPid(Result result) {
        return new Result(result.status(), result.out(), result.err(), 0);
    }
}
