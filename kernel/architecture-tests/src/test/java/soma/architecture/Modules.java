/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The modules of this build as they lie on the class path, their classes and their sources. */
final class Modules {
    /** The root of the build. */
    static final Path ROOT = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolve("../..")
            .normalize();

    /** Libraries repackaged as they are: their jars are described, their code is not ours to judge. */
    static final Set<String> REPACKAGED = Set.of("org.pf4j", "com.unboundid.ldapsdk", "io.prometheus.metrics");

    private static final Map<String, Path> OWN = own();
    private static final Map<String, String> MODULE_OF_PACKAGE = modulesOfPackages();
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importLocations(OWN.entrySet().stream()
                    .filter(module -> !REPACKAGED.contains(module.getKey()))
                    .map(module -> location(module.getValue()))
                    .toList());

    private Modules() {}

    /** Returns the modules of this build by name: their jars, or before packaging the folders of their classes. */
    static Map<String, Path> all() {
        return OWN;
    }

    /** Returns every class of this build, but for repackaged libraries. */
    static JavaClasses classes() {
        return CLASSES;
    }

    /** Returns the classes of the modules with that name or one that continues it. */
    static List<JavaClass> classesOf(String prefix) {
        return CLASSES.stream()
                .filter(type -> covers(prefix, moduleOf(type)))
                .sorted((a, b) -> a.getName().compareTo(b.getName()))
                .toList();
    }

    /** Returns whether a dotted name is the prefix or continues it. */
    static boolean covers(String prefix, String name) {
        return name.equals(prefix) || name.startsWith(prefix + ".");
    }

    /** Returns the module of a class of this build; empty for any other class. */
    static String moduleOf(JavaClass type) {
        return MODULE_OF_PACKAGE.getOrDefault(type.getBaseComponentType().getPackageName(), "");
    }

    /** Returns what is known of a module. */
    static ModuleDescriptor descriptor(String module) {
        return reference(OWN.get(module)).descriptor();
    }

    /** Returns the modules that libraries on the class path are, by name; true for an automatic one. */
    static Map<String, Boolean> onClassPath() {
        Map<String, Boolean> found = new TreeMap<>();
        for (Path entry : classPath()) {
            try {
                ModuleFinder.of(entry)
                        .findAll()
                        .forEach(module -> found.put(
                                module.descriptor().name(), module.descriptor().isAutomatic()));
            } catch (FindException e) {
                // not usable as a module, so nobody requires it
            }
        }
        return found;
    }

    /** Returns the folders of the modules that the root pom names. */
    static List<Path> folders() {
        String pom = read(ROOT.resolve("pom.xml"));
        return pom.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("<module>"))
                .map(line -> ROOT.resolve(line.substring("<module>".length(), line.indexOf("</"))))
                .toList();
    }

    /** Returns the files below a folder whose names end so, sorted; none if there is no such folder. */
    static List<Path> files(Path folder, String end) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(file -> file.toString().endsWith(end))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the text of a file. */
    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the path of a file from the root of the build, with slashes. */
    static String relative(Path file) {
        return ROOT.relativize(file).toString().replace(File.separatorChar, '/');
    }

    private static Location location(Path entry) {
        return Location.of(
                Files.isDirectory(entry)
                        ? entry.toUri()
                        : URI.create("jar:" + entry.toAbsolutePath().toUri() + "!/"));
    }

    private static List<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::exists)
                .toList();
    }

    private static Map<String, Path> own() {
        Map<String, Path> found = new TreeMap<>();
        for (Path entry : classPath()) {
            if (entry.toAbsolutePath().startsWith(ROOT)) {
                ModuleReference module = reference(entry);
                if (module != null) {
                    found.put(module.descriptor().name(), entry);
                }
            }
        }
        return found;
    }

    private static Map<String, String> modulesOfPackages() {
        return OWN.entrySet().stream()
                .flatMap(module -> reference(module.getValue()).descriptor().packages().stream()
                        .map(name -> Map.entry(name, module.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a));
    }

    private static ModuleReference reference(Path entry) {
        List<ModuleReference> found = new ArrayList<>(ModuleFinder.of(entry).findAll());
        return found.size() == 1 && !found.getFirst().descriptor().isAutomatic() ? found.getFirst() : null;
    }
}
