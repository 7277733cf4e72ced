/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import soma.spi.config.ConfigNode.Position;

/**
 * What the parsers of one configuration share: environment, limits, and the files and variables that are being read.
 * Confined to one thread.
 */
final class Parse {
    private final Map<String, String> environment;
    private final Limits limits;
    private final List<Path> openFiles = new ArrayList<>();
    private final Set<String> openVariables = new HashSet<>();
    private int bytesLeft;
    private int filesLeft;

    Parse(Map<String, String> environment, Limits limits) {
        this.environment = environment;
        this.limits = limits;
        this.bytesLeft = limits.bytes();
        this.filesLeft = limits.files();
    }

    Limits limits() {
        return limits;
    }

    /** Reads a file. The path is the one that messages and positions show. */
    ConfigValue file(Path path, Position from, int depth) throws ConfigException {
        Path absolute = path.toAbsolutePath().normalize();
        if (openFiles.contains(absolute)) {
            throw new ConfigException(from, "include cycle: " + path + " is being read already");
        }
        if (openFiles.size() > limits.includes()) {
            throw new ConfigException(from, "include of " + path + " is nested deeper than " + limits.includes());
        }
        if (--filesLeft < 0) {
            throw new ConfigException(from, "more than " + limits.files() + " files are included");
        }
        openFiles.addLast(absolute);
        try {
            byte[] text = read(path, from);
            Path parent = path.getParent();
            return text(text, path.toString(), parent == null ? Path.of("") : parent, depth);
        } finally {
            openFiles.removeLast();
        }
    }

    /** Reads a text. */
    ConfigValue text(byte[] text, String source, Path directory, int depth) throws ConfigException {
        if (text.length > bytesLeft) {
            throw new ConfigException(
                    new Position(source, 0, 0), "configuration is longer than " + limits.bytes() + " bytes");
        }
        bytesLeft -= text.length;
        return new ConfigParser(this, new Scanner(text, source), directory, depth).parse();
    }

    /** Reads a file included from a place. Its path is joined to the directory even if it is absolute. */
    ConfigValue include(String name, Path directory, Position from, int depth) throws ConfigException {
        try {
            return file(Path.of(directory.toString(), name).normalize(), from, depth);
        } catch (InvalidPathException e) {
            throw new ConfigException(from, wrapped(name, "not a path: " + e.getReason()));
        } catch (ConfigException e) {
            Problem inner = e.problems().getFirst();
            throw new ConfigException(inner.at(), wrapped(name, inner.message()));
        }
    }

    /** Returns the value that a variable of the environment stands for, read by the rules of the language. */
    ConfigValue variable(String name, Position from, int depth) throws ConfigException {
        String text = environment.get(name);
        String reference = "variable reference for '" + name + "' on line " + from.line();
        if (text == null) {
            throw new ConfigException(from, reference + " can not be found");
        }
        try {
            if (!openVariables.add(name)) {
                throw new ConfigException(from, "variable reference cycle for '" + name + "'");
            }
            String source = "environment variable " + name;
            byte[] assignment = ("v=" + text).getBytes(StandardCharsets.UTF_8);
            ConfigValue root = text(assignment, source, Path.of(""), depth);
            openVariables.remove(name);
            return (ConfigValue)
                    root.child("v").orElseThrow(() -> new ConfigException(from, reference + " can not be found"));
        } catch (ConfigException e) {
            String inner = e.problems().getFirst().message();
            throw new ConfigException(from, reference + " could not be parsed: " + inner);
        }
    }

    private static String wrapped(String name, String message) {
        return "error parsing include file '" + name + "', " + message;
    }

    private byte[] read(Path path, Position from) throws ConfigException {
        if (Files.isDirectory(path)) {
            throw new ConfigException(from, "read " + path + ": is a directory");
        }
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(bytesLeft + 1);
        } catch (NoSuchFileException e) {
            throw new ConfigException(from, "open " + path + ": no such file or directory");
        } catch (AccessDeniedException e) {
            throw new ConfigException(from, "open " + path + ": permission denied");
        } catch (IOException e) {
            throw new ConfigException(from, "read " + path + ": " + e.getMessage());
        }
    }
}
