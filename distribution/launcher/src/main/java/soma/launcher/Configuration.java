/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.launcher;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import soma.config.ConfigException;
import soma.config.ConfigFile;
import soma.config.Overlay;
import soma.config.ProblemList;
import soma.config.cli.CommandLine;
import soma.spi.config.ConfigNode;

/** The configuration file, if there is one, with the flags laid over it. Confined to one thread at a time. */
final class Configuration {
    private final CommandLine line;
    private final Map<String, String> environment;
    private String digest = "";

    Configuration(CommandLine line, Map<String, String> environment) {
        this.line = line;
        this.environment = environment;
    }

    /** Returns the file's name as given, or null. */
    @Nullable
    String file() {
        return line.configFile();
    }

    /** Returns the fingerprint of the file that was read last. */
    String digest() {
        return digest;
    }

    /**
     * Reads the file.
     *
     * @param warnings takes what should be said about the file as a whole
     */
    ConfigNode read(ProblemList warnings) throws ConfigException {
        String name = file();
        if (name == null) {
            return line.overlay();
        }
        ConfigFile read = ConfigFile.read(Path.of(name), environment);
        read.warnings().forEach(warnings::add);
        digest = read.digest();
        return Overlay.apply(read.root(), line.overlay());
    }

    /**
     * Reads the file again.
     *
     * @throws IllegalStateException if there is none, or it cannot be read; the message is for the log
     */
    ConfigNode readAgain() {
        if (file() == null) {
            throw new IllegalStateException("can only reload config when a file is provided using -c or --config");
        }
        try {
            return read(new ProblemList());
        } catch (ConfigException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
