/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probe.Probe;
import soma.spi.plugin.ServerPlugin;

/** The ways in which one and the same plugin jar gets into a server, each in a JVM of its own. */
class ServerRuntimeTest {
    private static final String ALPHA = "LOADED alpha %s, alpha in %s";

    @TempDir
    Path temp;

    private Path alpha;

    @BeforeEach
    void buildPlugin() {
        alpha = TestPlugin.of("alpha")
                .onClassPath()
                .directive("exports PACKAGE")
                .members("public String toString() { Module m = Main.class.getModule(); return \"alpha in \""
                        + " + (!m.isNamed() ? \"class path\" : m.getLayer() == ModuleLayer.boot() ? \"boot layer\" :"
                        + " \"layer of its own\"); }")
                .in(temp.resolve("jars"));
    }

    @Test
    void aPluginJarWorksInTheBootLayer() throws Exception {
        assertEquals(
                List.of(ALPHA.formatted("built in", "boot layer")),
                modular(temp.resolve("none"), List.of(alpha), "test.alpha"));
    }

    @Test
    void theSameJarWorksOnTheClassPath() throws Exception {
        assertEquals(
                List.of(ALPHA.formatted("built in", "class path")),
                run(
                        List.of("-cp", path(runtime(alpha, TestPlugin.location("org.pf4j"), tests()))),
                        temp.resolve("none")));
    }

    @Test
    void theSameJarWorksInThePluginsDirectory() throws Exception {
        assertEquals(
                List.of(ALPHA.formatted("dropped in", "layer of its own")),
                modular(temp.resolve("jars"), List.of(), "soma.spi"));
    }

    @Test
    void aDroppedInPluginUsesTheTypesOfABuiltInOne() throws Exception {
        TestPlugin.of("beta")
                .with(alpha)
                .directive("requires test.alpha")
                .manifest("Plugin-Dependencies", "alpha@>=1.0.0")
                .members("public String toString() { return \"beta with \" + new test.alpha.Main(); }")
                .in(temp.resolve("plugins"));
        assertEquals(
                List.of(
                        ALPHA.formatted("built in", "boot layer"),
                        "LOADED beta dropped in, beta with alpha in boot layer"),
                modular(temp.resolve("plugins"), List.of(alpha), "test.alpha"));
    }

    @Test
    void aBuiltInPluginThatIsDroppedInAgainIsRefused() throws Exception {
        List<String> lines = modular(temp.resolve("jars"), List.of(alpha), "test.alpha");
        assertEquals(2, lines.size(), lines.toString());
        assertTrue(lines.get(1).contains("its id is that of a built-in plugin (module test.alpha)"), lines.toString());
    }

    @Test
    void aBuiltInPluginWhoseConstructorThrowsIsRefusedAndTheOthersRun() throws Exception {
        Path beta = TestPlugin.of("beta")
                .members("public Main() { throw new IllegalStateException(\"boom\"); }")
                .in(temp.resolve("more"));
        List<String> lines = modular(temp.resolve("none"), List.of(alpha, beta), "test.alpha,test.beta");
        assertEquals(2, lines.size(), lines.toString());
        assertEquals(ALPHA.formatted("built in", "boot layer"), lines.get(0));
        assertTrue(
                lines.get(1)
                        .startsWith("REJECTED module test.beta is not loaded: it threw"
                                + " java.lang.IllegalStateException: boom at test.beta"),
                lines.toString());
    }

    @Test
    void ofTwoBuiltInPluginsWithOneIdTheSecondIsRefused() throws Exception {
        Path beta = TestPlugin.of("beta")
                .info("PluginInfo.of(\"alpha\", \"1.0.0\")")
                .in(temp.resolve("more"));
        List<String> lines = modular(temp.resolve("none"), List.of(alpha, beta), "test.alpha,test.beta");
        assertEquals(2, lines.size(), lines.toString());
        assertTrue(
                lines.get(1)
                        .startsWith("REJECTED plugin 'alpha' (module test.beta) is not loaded: its id is taken by"
                                + " module test.alpha"),
                lines.toString());
    }

    @Test
    void withoutTheModuleOfPf4jADroppedInPluginIsRefusedAndBuiltInOnesRun() throws Exception {
        TestPlugin.of("beta").in(temp.resolve("plugins"));
        List<String> lines = run(modularOptions(runtime(alpha), "test.alpha"), temp.resolve("plugins"));
        assertEquals(2, lines.size(), lines.toString());
        assertEquals(ALPHA.formatted("built in", "boot layer"), lines.get(0));
        assertTrue(lines.get(1).contains("this runtime has no module org.pf4j"), lines.toString());
    }

    @Test
    void aServerOnTheClassPathRefusesDroppedInPlugins() throws Exception {
        List<String> lines =
                run(List.of("-cp", path(runtime(TestPlugin.location("org.pf4j"), tests()))), temp.resolve("jars"));
        assertEquals(1, lines.size(), lines.toString());
        assertTrue(lines.getFirst().contains("this one runs from the class path"), lines.toString());
    }

    @Test
    void nothingOfPf4jIsLoadedWithoutDroppedInPlugins() throws Exception {
        List<String> options = new ArrayList<>(List.of("-Xlog:class+load:stdout"));
        options.addAll(modularOptions(withPf4j(List.of(alpha)), "test.alpha"));
        List<String> lines = output(options, temp.resolve("absent"));
        assertTrue(lines.stream().anyMatch(line -> line.contains("soma.host.PluginHost ")), "class loading is seen");
        assertFalse(lines.stream().anyMatch(line -> line.contains(" org.pf4j.") || line.contains(".semver.")));
        assertTrue(lines.contains(ALPHA.formatted("built in", "boot layer")));
    }

    /** Names org.pf4j to nobody: that it is on the module path is enough. */
    private static List<String> modular(Path plugins, List<Path> builtIn, String roots) throws Exception {
        return run(modularOptions(withPf4j(builtIn), roots), plugins);
    }

    private static List<Path> withPf4j(List<Path> builtIn) {
        List<Path> path = new ArrayList<>(runtime(builtIn.toArray(Path[]::new)));
        path.add(TestPlugin.location("org.pf4j"));
        return path;
    }

    private static List<String> modularOptions(List<Path> path, String roots) {
        return List.of("--module-path", path(path), "--add-modules", "soma.host," + roots, "-cp", tests().toString());
    }

    private static List<Path> runtime(Path... more) {
        return Stream.concat(
                        Stream.of(
                                TestPlugin.location(ServerPlugin.class),
                                TestPlugin.location(PluginHost.class),
                                TestPlugin.location("org.slf4j")),
                        Stream.of(more))
                .toList();
    }

    /** Where the tests' classes are; patched into the module they belong to while the tests run. */
    private static Path tests() {
        return TestPlugin.location(PluginHost.class).resolveSibling("test-classes");
    }

    private static String path(List<Path> entries) {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> run(List<String> options, Path plugins) throws Exception {
        return output(options, plugins).stream()
                .filter(line -> line.startsWith("LOADED") || line.startsWith("REJECTED"))
                .toList();
    }

    private static List<String> output(List<String> options, Path plugins) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        command.addAll(options);
        command.add(Probe.class.getName());
        command.add(plugins.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the JVM ends");
            assertEquals(0, process.exitValue(), out);
            return out.lines().toList();
        } finally {
            process.destroyForcibly();
        }
    }
}
