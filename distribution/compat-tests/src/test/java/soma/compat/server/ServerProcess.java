/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A running server. {@link #close} ends it and fails when it had ended by itself before.
 *
 * <p>It listens on a port of its own choice on 127.0.0.1 unless flags say otherwise. Log and ports file lie in
 * {@link #folder}.
 */
public final class ServerProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(10);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final Pattern CLIENT_URL = Pattern.compile("\"nats\":\\s*\\[\\s*\"(?:nats|tls)://[^\"]*:(\\d+)\"");
    private static final Pattern MONITOR_URL = Pattern.compile("\"monitoring\":\\s*\\[\\s*\"https?://[^\"]*:(\\d+)\"");

    private static final Pattern LEAF_LINE = Pattern.compile("Listening for leafnode connections on \\S+:(\\d+)");

    private final Process process;
    private final Path folder;
    private final Path log;
    private String ports = "";
    private boolean endExpected;

    private ServerProcess(Process process, Path folder, Path log) {
        this.process = process;
        this.folder = folder;
        this.log = log;
    }

    /**
     * Starts the server under test with {@code flags} added, and returns once it is ready. Aborts the test when flags
     * or configuration belong to a plugin that the server does not have.
     */
    public static ServerProcess start(String... flags) {
        return start(ServerExecutable.underTest(), null, Arrays.asList(flags));
    }

    /** Starts the server under test with a configuration file of this text. */
    public static ServerProcess startWithConfiguration(String configuration, String... flags) {
        return start(ServerExecutable.underTest(), configuration, Arrays.asList(flags));
    }

    /** Starts the server under test with further options for its JVM; files that they name lie in {@link #folder}. */
    public static ServerProcess startWithJvmOptions(String options, String... flags) {
        ServerExecutable executable = ServerExecutable.underTest();
        return awaited(spawn(executable, null, Arrays.asList(flags), Map.of("SOMA_JAVA_OPTS", options)));
    }

    public static ServerProcess start(ServerExecutable executable, @Nullable String configuration, List<String> flags) {
        return awaited(spawn(executable, configuration, flags));
    }

    private static ServerProcess awaited(ServerProcess server) {
        try {
            server.awaitReady();
        } catch (AssertionError e) {
            server.process.destroyForcibly();
            throw e;
        }
        return server;
    }

    /** Starts the process without waiting until it serves: for servers that are meant to fail. */
    public static ServerProcess spawn(ServerExecutable executable, @Nullable String configuration, List<String> flags) {
        return spawn(executable, configuration, flags, Map.of());
    }

    private static ServerProcess spawn(
            ServerExecutable executable,
            @Nullable String configuration,
            List<String> flags,
            Map<String, String> environment) {
        try {
            Path work = Path.of(System.getProperty("soma.work", "target/servers"));
            Files.createDirectories(work);
            Path folder = Files.createTempDirectory(work, "server-").toAbsolutePath();
            Path log = folder.resolve("log");
            List<String> command =
                    new ArrayList<>(List.of(executable.path().toString(), "--ports_file_dir", folder.toString()));
            addUnlessGiven(command, flags, List.of("-a", "--addr"), "127.0.0.1");
            addUnlessGiven(command, flags, List.of("-p", "--port"), "-1");
            if (configuration != null) {
                Path file = folder.resolve("server.conf");
                Files.writeString(file, configuration);
                command.addAll(List.of("-c", file.toString()));
            }
            command.addAll(flags);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            return new ServerProcess(process, folder, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addUnlessGiven(List<String> command, List<String> flags, List<String> names, String value) {
        if (flags.stream().noneMatch(names::contains)) {
            command.addAll(List.of(names.getFirst(), value));
        }
    }

    private void awaitReady() {
        Await.until(
                "the server is ready",
                START_LIMIT,
                () -> {
                    if (!process.isAlive()) {
                        Plugins.absentOwner(log()).ifPresent(Plugins::abort);
                        throw new AssertionError(
                                "the server ended with status " + process.exitValue() + " while starting" + logTail());
                    }
                    return isReady();
                },
                () -> "ports file: " + ports + logTail());
    }

    /** After {@link #spawn}: waits until the server serves, or has ended with status 1; true in the latter case. */
    public boolean refusedToStart() {
        Await.until(
                "the server is ready or has ended", START_LIMIT, () -> !process.isAlive() || isReady(), this::logTail);
        if (process.isAlive()) {
            return false;
        }
        int status = awaitExit();
        if (status != 1) {
            throw new AssertionError("the server ended with status " + status + " while starting" + logTail());
        }
        return true;
    }

    private boolean isReady() {
        ports = readPorts();
        return CLIENT_URL.matcher(ports).find() && log().contains("Server is ready");
    }

    private String readPorts() {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".ports")).toList()) {
                return Files.readString(file);
            }
            return "";
        } catch (IOException | UncheckedIOException e) {
            return ""; // being written or removed at this moment
        }
    }

    /** The client port, known since the start. */
    public int port() {
        return portOf(CLIENT_URL);
    }

    /** The port of the HTTP or HTTPS monitor; only with {@code -m} or {@code -ms}. */
    public int monitorPort() {
        return portOf(MONITOR_URL);
    }

    /** The port for leaf nodes, which only the log tells; only with a {@code leafnodes} block. */
    public int leafPort() {
        Matcher matcher = LEAF_LINE.matcher(log());
        if (!matcher.find()) {
            throw new AssertionError("no port for leaf nodes" + logTail());
        }
        return Integer.parseInt(matcher.group(1));
    }

    private int portOf(Pattern url) {
        Matcher matcher = url.matcher(ports);
        if (!matcher.find()) {
            throw new AssertionError("no " + url + " in the ports file: " + ports);
        }
        return Integer.parseInt(matcher.group(1));
    }

    public String url() {
        return "nats://127.0.0.1:" + port();
    }

    public long pid() {
        return process.pid();
    }

    /** The server's working folder, with {@code log}, {@code server.conf} and the ports file. */
    public Path folder() {
        return folder;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public ProcessUsage usage() {
        return ProcessUsage.of(pid());
    }

    /** Everything written to standard output and standard error so far. */
    public String log() {
        try {
            return Files.readString(log, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void awaitLog(String text) {
        Await.until("the log says '" + text + "'", STOP_LIMIT, () -> log().contains(text), this::logTail);
    }

    public String logTail() {
        List<String> lines = log().lines().toList();
        return lines.stream()
                .skip(Math.max(0, lines.size() - 40))
                .collect(Collectors.joining("\n  ", "\nend of the log:\n  ", "\n"));
    }

    /** Sends a signal by name, such as {@code HUP}. */
    public void signal(String name) {
        try {
            int status = new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new AssertionError("kill -" + name + " " + pid() + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** From now on the end of the process is what the test wants. */
    public void expectEnd() {
        endExpected = true;
    }

    /** Waits for the process to end by itself and returns its exit status. */
    public int awaitExit() {
        endExpected = true;
        try {
            if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the server did not end within " + STOP_LIMIT.toSeconds() + " s" + logTail());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends the server with SIGTERM and returns its exit status. */
    public int stop() {
        failIfEnded();
        process.destroy();
        return awaitExit();
    }

    /** Ends the server with SIGKILL. */
    public void kill() {
        failIfEnded();
        process.destroyForcibly();
        awaitExit();
    }

    private void failIfEnded() {
        if (!process.isAlive() && !endExpected) {
            endExpected = true;
            throw new AssertionError("the server had ended by itself with status " + process.exitValue() + logTail());
        }
    }

    @Override
    public void close() {
        failIfEnded();
        if (process.isAlive()) {
            stop();
        }
    }
}
