/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.assembly;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What to build. Immutable.
 *
 * @param output     the directory that becomes the image; what was there is deleted
 * @param archive    the {@code .tar.gz} to write
 * @param modulePath the directory of the jars
 * @param modules    the modules to link, without those that they require
 * @param script     the start script, with {@code @name@} where a value belongs
 * @param options    options for the JVM, one per line, or null; stand at {@code @jvm.options@} in the script
 * @param values     what stands in the script's places
 * @param commands   the names under which the script is installed in {@code bin/}
 * @param files      what to copy, by its place in the image
 * @param trained    whether to train an AOT cache
 */
record Plan(
        Path output,
        Path archive,
        Path modulePath,
        List<String> modules,
        Path script,
        @Nullable Path options,
        Map<String, String> values,
        List<String> commands,
        Map<String, Path> files,
        boolean trained) {

    private static final List<String> OPTIONS = List.of(
            "--output",
            "--archive",
            "--module-path",
            "--add-modules",
            "--script",
            "--options",
            "--value",
            "--command",
            "--file",
            "--train");

    Plan {
        modules = List.copyOf(modules);
        values = Map.copyOf(new TreeMap<>(values));
        commands = List.copyOf(commands);
        files = Map.copyOf(files);
    }

    /** Reads a plan from arguments, each an option with a value. */
    static Plan of(String... arguments) throws AssemblyException {
        Map<String, List<String>> given = new TreeMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!OPTIONS.contains(arguments[i])) {
                throw new AssemblyException(
                        "unknown option '" + arguments[i] + "' (expected one of: " + String.join(" ", OPTIONS) + ")");
            }
            if (i + 1 == arguments.length) {
                throw new AssemblyException("option " + arguments[i] + " needs a value");
            }
            given.computeIfAbsent(arguments[i], o -> new ArrayList<>()).add(arguments[i + 1]);
        }
        List<String> modules = new ArrayList<>();
        for (String list : given.getOrDefault("--add-modules", List.of())) {
            modules.addAll(List.of(list.trim().split("\\s*,\\s*")));
        }
        Map<String, Path> files = new TreeMap<>();
        pairs(given, "--file").forEach((place, source) -> files.put(place, Path.of(source)));
        return new Plan(
                Path.of(single(given, "--output")),
                Path.of(single(given, "--archive")),
                Path.of(single(given, "--module-path")),
                modules,
                Path.of(single(given, "--script")),
                given.containsKey("--options") ? Path.of(single(given, "--options")) : null,
                pairs(given, "--value"),
                given.getOrDefault("--command", List.of()),
                files,
                Boolean.parseBoolean(
                        given.getOrDefault("--train", List.of("true")).getLast()));
    }

    private static String single(Map<String, List<String>> given, String option) throws AssemblyException {
        List<String> values = given.getOrDefault(option, List.of());
        if (values.size() != 1) {
            throw new AssemblyException("option " + option + " is given " + values.size() + " times (expected: once)");
        }
        return values.getFirst();
    }

    private static Map<String, String> pairs(Map<String, List<String>> given, String option) throws AssemblyException {
        Map<String, String> pairs = new TreeMap<>();
        for (String pair : given.getOrDefault(option, List.of())) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new AssemblyException("option " + option + " has '" + pair + "' (expected: name=value)");
            }
            pairs.put(
                    pair.substring(0, equals),
                    pair.substring(equals + 1).strip().replaceAll("\\s+", " "));
        }
        return pairs;
    }
}
