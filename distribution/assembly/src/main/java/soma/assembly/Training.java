/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.assembly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the AOT cache: starts the server just as it will be started, lets clients use it, and ends it in order, upon which
 * the JVM writes what it has loaded, linked and profiled.
 */
final class Training {
    /** How long each of starting, and ending with the cache written, may take. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Pattern ADDRESS = Pattern.compile("nats://127\\.0\\.0\\.1:(\\d+)");

    private final Path image;
    private final Path cache;
    private final String command;

    Training(Path image, String command) {
        this.image = image;
        this.cache = image.resolve("lib").resolve("server.aot");
        this.command = command;
    }

    void run() throws IOException, InterruptedException, AssemblyException {
        Path scratch = Files.createTempDirectory("soma-training");
        try {
            Path log = scratch.resolve("server.log");
            Path configuration = Files.writeString(
                    scratch.resolve("training.conf"), "max_payload: 2MB\nports_file_dir: \"" + scratch + "\"\n");
            // Relative, since the options in the environment are split at blanks.
            ProcessBuilder builder = new ProcessBuilder(
                            image.resolve("bin")
                                    .resolve(command)
                                    .toAbsolutePath()
                                    .toString(),
                            "-a",
                            "127.0.0.1",
                            "-p",
                            "-1",
                            "-c",
                            configuration.toString())
                    .directory(image.resolve("lib").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("SOMA_JAVA_OPTS", "-XX:AOTCacheOutput=" + cache.getFileName());
            Process server = builder.start();
            try {
                new TrainingClients("127.0.0.1", port(scratch, server, log)).run();
            } finally {
                server.destroy();
                if (!server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    server.destroyForcibly();
                }
            }
            if (!Files.exists(cache)) {
                throw new AssemblyException("the training run left no AOT cache; its log:\n" + Files.readString(log));
            }
        } finally {
            Trees.delete(scratch);
        }
    }

    private static int port(Path scratch, Process server, Path log)
            throws IOException, InterruptedException, AssemblyException {
        Path ports = scratch.resolve("nats-server_" + server.pid() + ".ports");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (server.isAlive() && System.nanoTime() < end) {
            if (Files.exists(ports)) {
                Matcher address = ADDRESS.matcher(Files.readString(ports));
                if (address.find()) {
                    return Integer.parseInt(address.group(1));
                }
            }
            server.waitFor(20, TimeUnit.MILLISECONDS);
        }
        throw new AssemblyException("the server did not start for training; its log:\n" + Files.readString(log));
    }
}
