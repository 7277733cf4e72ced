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
import soma.host.inventory.RejectedPlugin;

/** Looks through the plugins directory. Uses nothing of PF4J, so that a server without dropped-in plugins loads none of it. */
final class PluginEntries {
    private PluginEntries() {}

    /**
     * Returns the jars and directories, sorted by name; hidden ones and other files are passed over.
     *
     * @param rejected takes what is neither but was certainly meant to be a plugin
     */
    static List<Path> list(Path directory, List<RejectedPlugin> rejected) {
        if (Files.notExists(directory)) {
            return List.of();
        }
        if (!Files.isDirectory(directory)) {
            rejected.add(new RejectedPlugin(
                    null,
                    directory.toString(),
                    "the plugins directory is not a directory",
                    "correct plugins.directory, or put a directory there"));
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            List<Path> visible = all.filter(path -> !PluginFiles.name(path).startsWith("."))
                    .sorted()
                    .toList();
            visible.stream().filter(PluginEntries::isZip).forEach(zip -> rejected.add(archive(zip)));
            return visible.stream()
                    .filter(path -> PluginFiles.isJar(path) || Files.isDirectory(path))
                    .toList();
        } catch (IOException e) {
            rejected.add(new RejectedPlugin(
                    null,
                    directory.toString(),
                    "the plugins directory cannot be read: " + e,
                    "correct its permissions"));
            return List.of();
        }
    }

    private static boolean isZip(Path path) {
        return PluginFiles.name(path).toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    private static RejectedPlugin archive(Path zip) {
        return new RejectedPlugin(
                null, zip.toString(), "archives are not read", "unpack it into a directory of its own beside it");
    }
}
