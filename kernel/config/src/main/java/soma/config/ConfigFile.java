/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import soma.config.Problem.Severity;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigNode.Position;

/**
 * A configuration that was read. Immutable and safe for any thread; it reflects the files as they were when read.
 *
 * <p>Memory and time are bounded whatever the files contain: their length, how deep they nest and include each other,
 * and how much their variables amount to when written out.
 */
public final class ConfigFile {
    private final ConfigValue root;
    private final String source;

    private ConfigFile(ConfigValue root, String source) {
        this.root = root;
        this.source = source;
    }

    /**
     * Reads a file and the files that it includes.
     *
     * @param environment where variables are looked up that the files do not set
     * @throws ConfigException if a file cannot be read or is not in the language
     */
    public static ConfigFile read(Path file, Map<String, String> environment) throws ConfigException {
        return read(file, environment, Limits.DEFAULT);
    }

    static ConfigFile read(Path file, Map<String, String> environment, Limits limits) throws ConfigException {
        Position nowhere = new Position(file.toString(), 0, 0);
        return new ConfigFile(new Parse(environment, limits).file(file, nowhere, 0), file.toString());
    }

    /**
     * Reads a text and the files that it includes.
     *
     * @param sourceName  what positions and messages call the text
     * @param directory   where included files are looked for
     * @param environment where variables are looked up that the text does not set
     * @throws ConfigException if the text is not in the language or a file cannot be read
     */
    public static ConfigFile parse(String text, String sourceName, Path directory, Map<String, String> environment)
            throws ConfigException {
        return parse(text.getBytes(StandardCharsets.UTF_8), sourceName, directory, environment, Limits.DEFAULT);
    }

    static ConfigFile parse(
            byte[] text, String sourceName, Path directory, Map<String, String> environment, Limits limits)
            throws ConfigException {
        ConfigValue root = new Parse(environment, limits).text(text, sourceName, directory, 0);
        return new ConfigFile(root, sourceName);
    }

    /** Returns the map of the top-level keys. */
    public ConfigNode root() {
        return root;
    }

    /** Returns the fingerprint of the content: {@code sha256:} and 64 hexadecimal digits, as nats-server computes it. */
    public String digest() {
        return Digest.of(root);
    }

    /** Returns what should be said about the file as a whole: that it is empty, if it is. */
    public List<Problem> warnings() {
        if (!root.keys().isEmpty()) {
            return List.of();
        }
        Position file = new Position(source, 0, 0);
        return List.of(new Problem(Severity.WARNING, file, "config has no values or is empty"));
    }
}
