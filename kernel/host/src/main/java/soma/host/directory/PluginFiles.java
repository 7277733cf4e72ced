/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.host.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The files of one plugin: a jar, or a directory with one jar and, if it has private libraries, their jars in
 * {@code lib/}. Links are followed.
 *
 * @param main      the plugin's own jar
 * @param libraries its private libraries, sorted by name
 */
record PluginFiles(Path main, List<Path> libraries) {
    private static final String LAYOUT = "lay it out as NAME.jar, or as NAME/NAME.jar with libraries in NAME/lib/";

    /** Finds the files of an entry of the plugins directory. */
    static PluginFiles of(Path entry) throws Refusal {
        if (!Files.isDirectory(entry)) {
            if (!Files.isReadable(entry)) {
                throw new Refusal(
                        "the file is missing or cannot be read", "correct the link or the permissions, or remove it");
            }
            return new PluginFiles(entry, List.of());
        }
        List<Path> top = jars(entry);
        if (top.size() != 1) {
            throw new Refusal(
                    "a plugin directory holds exactly one jar at its top level, this one holds " + top.size(), LAYOUT);
        }
        Path lib = entry.resolve("lib");
        return new PluginFiles(top.getFirst(), Files.isDirectory(lib) ? jars(lib) : List.of());
    }

    static boolean isJar(Path path) {
        return name(path).toLowerCase(Locale.ROOT).endsWith(".jar");
    }

    static String name(Path path) {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }

    private static List<Path> jars(Path directory) throws Refusal {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(path -> !name(path).startsWith("."))
                    .filter(PluginFiles::isJar)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new Refusal("directory " + directory + " cannot be read: " + e, "correct its permissions");
        }
    }
}
