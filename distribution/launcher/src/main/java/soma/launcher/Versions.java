/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import soma.spi.server.Server.Version;

/** The versions, which the build writes into a resource: ours, and nats-server's that we answer for. */
final class Versions {
    static final Version CURRENT = read();

    private Versions() {}

    /** Returns the line that {@code --version} prints. */
    static String line(String program) {
        return program.startsWith("soma")
                ? program + ": v" + CURRENT.soma() + " (nats-server v" + CURRENT.nats() + ")"
                : program + ": v" + CURRENT.nats();
    }

    private static Version read() {
        Properties values = new Properties();
        try (InputStream in = Objects.requireNonNull(Versions.class.getResourceAsStream("version.properties"))) {
            values.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Version(values.getProperty("soma", ""), values.getProperty("nats", ""));
    }
}
