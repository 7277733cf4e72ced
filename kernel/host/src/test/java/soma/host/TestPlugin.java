/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.host;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import soma.spi.plugin.ServerPlugin;

/** Compiles and packs a plugin, or a library without a plugin in it. */
final class TestPlugin {
    static final String SERVICE = ServerPlugin.class.getName();

    private final String id;
    private final String version;
    private final Map<String, String> manifest = new LinkedHashMap<>();
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final List<String> directives = new ArrayList<>();
    private final List<Path> modulePath = new ArrayList<>();
    private final List<String> services = new ArrayList<>();
    private String module;
    private String info;
    private String members = "";
    private boolean named = true;

    private TestPlugin(String id, String version) {
        this.id = id;
        this.version = version;
        this.module = "test." + id.replace("-", "");
        this.info = "PluginInfo.of(\"" + id + "\", \"" + version + "\")";
    }

    /** A plugin with the given id in a module and package of that name, class {@code Main}. */
    static TestPlugin of(String id, String version) {
        var plugin = new TestPlugin(id, version);
        plugin.manifest.put("Plugin-Id", id);
        plugin.manifest.put("Plugin-Version", version);
        plugin.directives.add("requires soma.spi");
        plugin.directives.add("provides " + SERVICE + " with PACKAGE.Main");
        return plugin;
    }

    static TestPlugin of(String id) {
        return of(id, "1.0.0");
    }

    /** A module {@code test.NAME} that exports a class {@code Lib} which tells its version. */
    static TestPlugin library(String name, String version) {
        var library = new TestPlugin(name, version);
        library.directives.add("exports PACKAGE");
        library.source("Lib", "public class Lib { public static String version() { return \"" + version + "\"; } }");
        return library;
    }

    TestPlugin manifest(String key, String value) {
        manifest.put(key, value);
        return this;
    }

    TestPlugin withoutManifest(String key) {
        manifest.remove(key);
        return this;
    }

    /** The expression that {@code info()} returns. */
    TestPlugin info(String expression) {
        info = expression;
        return this;
    }

    /** Code in the body of the plugin class. */
    TestPlugin members(String code) {
        members = code;
        return this;
    }

    TestPlugin module(String name) {
        module = name;
        return this;
    }

    TestPlugin directive(String text) {
        directives.add(text);
        return this;
    }

    TestPlugin without(String directiveStart) {
        directives.removeIf(directive -> directive.startsWith(directiveStart));
        return this;
    }

    /** Leaves out the module descriptor and names the plugin in META-INF/services. */
    TestPlugin automatic() {
        named = false;
        return onClassPath();
    }

    /** Names the plugin in META-INF/services as well. */
    TestPlugin onClassPath() {
        services.add("PACKAGE.Main");
        return this;
    }

    /** A class in the plugin's package. */
    TestPlugin source(String className, String code) {
        sources.put(className, code);
        return this;
    }

    /** Compiles against another jar. */
    TestPlugin with(Path jar) {
        modulePath.add(jar);
        return this;
    }

    /** Builds {@code ID.jar}. */
    Path in(Path directory) {
        return as(directory.resolve(id + ".jar"));
    }

    /** Builds {@code ID/ID.jar} with libraries in {@code ID/lib}. */
    Path in(Path directory, TestPlugin... libraries) {
        Path home = directory.resolve(id);
        for (TestPlugin library : libraries) {
            with(library.in(home.resolve("lib")));
        }
        in(home);
        return home;
    }

    Path as(Path jar) {
        try {
            Path work = Files.createTempDirectory("plugin-build");
            compile(work);
            Files.createDirectories(jar.getParent());
            pack(work.resolve("classes"), jar);
            delete(work);
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(java.util.Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        }
    }

    private String fill(String text) {
        return text.replace("PACKAGE", packageName());
    }

    private String packageName() {
        return "test." + id.replace("-", "");
    }

    private void compile(Path work) throws IOException {
        var files = new ArrayList<String>();
        if (manifest.containsKey("Plugin-Id") || manifest.containsKey("Plugin-Version")) {
            sources.putIfAbsent("Main", """
                    import soma.spi.plugin.*;
                    public class Main implements ServerPlugin {
                        public PluginInfo info() { return %s; }
                        public void contribute(Contributions contributions) {}
                        %s
                    }""".formatted(info, members));
        }
        for (var source : sources.entrySet()) {
            files.add(write(work, source.getKey(), "package " + packageName() + ";\n" + source.getValue()));
        }
        files.add(write(
                work,
                "module-info",
                "module " + module + " {"
                        + directives.stream().map(d -> fill(d) + ";").collect(Collectors.joining()) + "}"));
        String path = Stream.concat(Stream.of(location(ServerPlugin.class), jspecify()), modulePath.stream())
                .map(Path::toString)
                .collect(Collectors.joining(java.io.File.pathSeparator));
        var arguments = new ArrayList<>(
                List.of("-proc:none", "-nowarn", "-d", work.resolve("classes").toString(), "--module-path", path));
        arguments.addAll(files);
        var out = new StringWriter();
        var log = new PrintWriter(out);
        int code = ToolProvider.findFirst("javac").orElseThrow().run(log, log, arguments.toArray(String[]::new));
        if (code != 0) {
            throw new IllegalStateException("test plugin " + id + " does not compile:\n" + out);
        }
        if (!named) {
            Files.delete(work.resolve("classes/module-info.class"));
        }
    }

    private static String write(Path work, String name, String code) throws IOException {
        return Files.writeString(work.resolve(name + ".java"), code).toString();
    }

    private void pack(Path classes, Path jar) throws IOException {
        var attributes = new Manifest();
        attributes.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.forEach((key, value) -> attributes.getMainAttributes().putValue(key, value));
        try (var out = new JarOutputStream(Files.newOutputStream(jar), attributes);
                var all = Files.walk(classes)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
            }
            if (!services.isEmpty()) {
                out.putNextEntry(new JarEntry("META-INF/services/" + SERVICE));
                out.write(fill(String.join("\n", services)).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
    }

    /** The SPI requires it of whoever compiles against it; it is no module of the running tests. */
    private static Path jspecify() {
        String paths = System.getProperty("java.class.path")
                + java.io.File.pathSeparator
                + System.getProperty("jdk.module.path");
        return Stream.of(paths.split(java.io.File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().startsWith("jspecify-"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no jspecify in " + paths));
    }

    /** The jar or directory that a class of a named module comes from. */
    static Path location(Class<?> type) {
        return location(type.getModule().getName());
    }

    static Path location(String module) {
        return Path.of(ModuleLayer.boot()
                .configuration()
                .findModule(module)
                .orElseThrow()
                .reference()
                .location()
                .orElseThrow());
    }
}
