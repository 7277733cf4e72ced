/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.server;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Assumptions;

/**
 * The executable that a test starts. It takes nats-server's flags and prints nats-server's log lines.
 *
 * @param path an existing executable file
 */
public record ServerExecutable(Path path) {

    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    /** The server of the system property {@code soma.server}; skips the test, saying why, when there is none. */
    public static ServerExecutable underTest() {
        String text = System.getProperty("soma.server", "../full/target/soma/bin/nats-server");
        return find(text)
                .orElseGet(() -> skip("no server executable at " + Path.of(text).normalize()
                        + ": build distribution/full first, or name one with -Dsoma.server=FILE"));
    }

    /**
     * The nats-server of the system property {@code soma.nats-server}, a path or a name on the PATH; skips the test
     * when absent.
     */
    public static ServerExecutable peer() {
        String text = System.getProperty("soma.nats-server", "nats-server");
        return find(text)
                .orElseGet(() -> skip("no nats-server found as '" + text + "': name one with -Dsoma.nats-server=FILE"));
    }

    /**
     * Whether the server is also held to what nats-server itself does not do: false with {@code -Dsoma.strict=false},
     * for running the tests against nats-server.
     */
    public static boolean strict() {
        return Boolean.parseBoolean(System.getProperty("soma.strict", "true"));
    }

    private static Optional<ServerExecutable> find(String text) {
        if (text.contains(File.separator)) {
            return executable(Path.of(text).toAbsolutePath().normalize());
        }
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> executable(Path.of(folder, text)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<ServerExecutable> executable(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path)
                ? Optional.of(new ServerExecutable(path))
                : Optional.empty();
    }

    private static ServerExecutable skip(String why) {
        if (SAID.add(why)) {
            System.out.println("SKIPPED: " + why);
        }
        return Assumptions.abort(why);
    }
}
