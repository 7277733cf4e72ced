/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.assembly;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Takes shared libraries out of jars into the image's {@code lib/}, where the JVM looks first. Left in their modules they
 * would not be found: a resource of a linked module is no file.
 */
final class NativeLibraries {
    private static final String DIRECTORY = "META-INF/native/";

    private NativeLibraries() {}

    /** Copies those for the machine that runs this; returns their names. */
    static List<String> copy(Path modulePath, Path lib) throws IOException {
        String machine = machine();
        List<String> names = new ArrayList<>();
        for (Path jar : Trees.list(modulePath)) {
            try (JarFile file = new JarFile(jar.toFile())) {
                for (ZipEntry entry : file.stream().toList()) {
                    String name = entry.getName();
                    if (name.startsWith(DIRECTORY) && isFor(machine, name)) {
                        String base = name.substring(name.lastIndexOf('/') + 1);
                        try (InputStream bytes = file.getInputStream(entry)) {
                            Files.copy(bytes, lib.resolve(base), StandardCopyOption.REPLACE_EXISTING);
                        }
                        names.add(base);
                    }
                }
            }
        }
        return names;
    }

    /**
     * Returns whether a jar holds libraries and no code. It need not be linked, and could not always be: Netty gives those
     * for different machines the same module name.
     */
    static boolean isAll(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().anyMatch(e -> e.getName().startsWith(DIRECTORY))
                    && file.stream()
                            .map(ZipEntry::getName)
                            .noneMatch(n -> n.endsWith(".class") && !n.endsWith("module-info.class"));
        }
    }

    private static boolean isFor(String machine, String name) {
        return name.endsWith("_" + machine + ".so")
                && System.getProperty("os.name", "").equals("Linux");
    }

    /** Returns the machine as Netty spells it in the names of libraries. */
    private static String machine() {
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return switch (arch) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "aarch_64";
            default -> arch;
        };
    }
}
