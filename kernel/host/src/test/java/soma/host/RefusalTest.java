/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import soma.host.inventory.PluginInventory;
import soma.spi.plugin.PluginInfo;

/** One trap each: one clear line, and the plugin beside it still runs. */
class RefusalTest extends HostTest {
    /** Loads with a sound plugin beside the refused one and returns the one line. */
    private String refusal(PluginInfo... builtIn) {
        TestPlugin.of("sound").in(plugins());
        PluginInventory inventory = host(options(Set.of(), Set.of()), builtIn).inventory();
        assertTrue(ids(inventory).contains("sound"), () -> "the others run: " + lines(inventory));
        assertEquals(1, inventory.rejected().size(), () -> lines(inventory).toString());
        String line = lines(inventory).getFirst();
        assertFalse(line.contains("\n"));
        return line;
    }

    private void refused(String reason, String remedy, PluginInfo... builtIn) {
        String line = refusal(builtIn);
        assertTrue(line.contains(" is not loaded: " + reason), line);
        assertTrue(line.endsWith("; " + remedy), line);
    }

    @Test
    void aBrokenJarIsRefused() throws Exception {
        Files.createDirectories(plugins());
        Files.writeString(plugins().resolve("broken.jar"), "no zip");
        refused("its jar is broken: ", "copy it again, or get it again");
    }

    @Test
    void aJarWhoseContentsAreCutOffIsRefused() throws Exception {
        Path jar = TestPlugin.of("alpha").in(plugins());
        byte[] bytes = Files.readAllBytes(jar);
        Files.write(jar, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        refused("its jar is broken: ", "copy it again, or get it again");
    }

    @Test
    void aJarWithoutManifestIsRefused() throws Exception {
        Files.createDirectories(plugins());
        try (var jar = new JarOutputStream(Files.newOutputStream(plugins().resolve("bare.jar")))) {
            jar.putNextEntry(new JarEntry("x"));
        }
        refused("it has no manifest", "add to the manifest, for example, Plugin-Id: auth-basic, Plugin-Version: 1.0.0");
    }

    @Test
    void aManifestWithoutPluginIdIsRefused() {
        TestPlugin.of("alpha").withoutManifest("Plugin-Id").in(plugins());
        refused(
                "its manifest has no Plugin-Id",
                "add to the manifest, for example, Plugin-Id: auth-basic, Plugin-Version: 1.0.0");
    }

    @Test
    void aManifestWithAnIdOfAnotherFormIsRefused() {
        TestPlugin.of("alpha").manifest("Plugin-Id", "Alpha_1").in(plugins());
        refused("Plugin-Id 'Alpha_1' is not a plugin id", "use lower-case words joined by dashes");
    }

    @Test
    void aManifestWithoutPluginVersionIsRefused() {
        TestPlugin.of("alpha").withoutManifest("Plugin-Version").in(plugins());
        refused("its manifest has no Plugin-Version", "write it as 1.2.3");
    }

    @Test
    void aVersionThatIsNotSemanticIsRefused() {
        TestPlugin.of("alpha", "1.0").in(plugins());
        refused("Plugin-Version '1.0' is not a semantic version", "write it as 1.2.3");
    }

    @Test
    void aPluginForAnotherApiVersionIsRefused() {
        TestPlugin.of("alpha").manifest("Plugin-Requires", ">=9.0.0").in(plugins());
        refused(
                "it requires plugin API >=9.0.0, this server has 0.1.0",
                "install a version of the plugin made for this server");
    }

    @Test
    void aPlainApiVersionIsTheLeastThatWillDo() {
        TestPlugin.of("alpha").manifest("Plugin-Requires", "0.0.9").in(plugins());
        TestPlugin.of("beta").manifest("Plugin-Requires", "0.2.0").in(plugins());
        PluginInventory inventory = load();
        assertEquals(List.of("alpha"), ids(inventory));
        assertTrue(lines(inventory).getFirst().contains("it requires plugin API >=0.2.0, this server has 0.1.0"));
    }

    @Test
    void anApiRangeThatCannotBeReadIsRefused() {
        TestPlugin.of("alpha").manifest("Plugin-Requires", "newest please").in(plugins());
        refused("Plugin-Requires 'newest please' is not a version range: ", "write it as '>=0.1.0 & <1.0.0'");
    }

    @Test
    void aMissingDependencyRefusesTheDependent() {
        TestPlugin.of("alpha").manifest("Plugin-Dependencies", "zebra@>=1.0.0").in(plugins());
        refused(
                "it requires plugin 'zebra', which is not installed",
                "put plugin 'zebra' into the plugins directory, or remove or disable this one");
    }

    @Test
    void aDependencyOfTheWrongVersionRefusesTheDependentOnly() {
        TestPlugin.of("zebra", "1.2.0").in(plugins());
        TestPlugin.of("alpha").manifest("Plugin-Dependencies", "zebra@>=3.0.0").in(plugins());
        refused("it requires plugin 'zebra' >=3.0.0, found 1.2.0 (", "install a fitting version of either");
        assertTrue(ids(load()).contains("zebra"));
    }

    @Test
    void aBuiltInDependencyOfTheWrongVersionRefusesTheDependent() {
        TestPlugin.of("alpha").manifest("Plugin-Dependencies", "zebra@>=3.0.0").in(plugins());
        refused(
                "it requires plugin 'zebra' >=3.0.0, found 1.2.0 (module zebra)",
                "install a fitting version of either",
                PluginInfo.of("zebra", "1.2.0"));
    }

    @Test
    void aRangeThatCannotBeReadRefusesTheDependent() {
        TestPlugin.of("zebra").in(plugins());
        TestPlugin.of("alpha").manifest("Plugin-Dependencies", "zebra@about 1").in(plugins());
        refused(
                "it requires plugin 'zebra' about 1, found version 1.0.0, which cannot be compared: ",
                "write versions as 1.2.3 and ranges as '>=1.2.0 & <2.0.0'");
    }

    @Test
    void aRangeThatInfoRequiresIsCheckedToo() {
        TestPlugin.of("zebra").in(plugins());
        TestPlugin.of("alpha")
                .info("new PluginInfo(\"alpha\", \"1.0.0\", java.util.List.of(new PluginInfo.Requirement(\"zebra\","
                        + " \">=2.0.0\")), java.util.Set.of())")
                .in(plugins());
        refused("it requires plugin 'zebra' >=2.0.0, found 1.0.0 (", "install a fitting version of either");
    }

    @Test
    void dependentsOfARefusedPluginAreRefusedInTurn() {
        Path base = TestPlugin.of("zebra")
                .members("public Main() { throw new IllegalStateException(\"boom\"); }")
                .in(plugins());
        TestPlugin.of("alpha")
                .with(base)
                .manifest("Plugin-Dependencies", "zebra")
                .in(plugins());
        TestPlugin.of("sound").in(plugins());
        PluginInventory inventory = load();
        assertEquals(List.of("sound"), ids(inventory));
        assertEquals(2, inventory.rejected().size());
        assertTrue(lines(inventory).get(1).contains("it requires plugin 'zebra', which was refused"));
    }

    @Test
    void aDisabledDependencyIsSaidToBeDisabled() {
        TestPlugin.of("zebra").in(plugins());
        TestPlugin.of("alpha").manifest("Plugin-Dependencies", "zebra").in(plugins());
        PluginInventory inventory = host(options(Set.of(), Set.of("zebra"))).inventory();
        assertEquals(List.of(), ids(inventory));
        assertEquals(1, inventory.rejected().size());
        assertTrue(lines(inventory).getFirst().contains("it requires plugin 'zebra', which is disabled"));
    }

    @Test
    void pluginsThatRequireEachOtherAreRefusedAndTheOthersRun() {
        TestPlugin.of("alpha").manifest("Plugin-Dependencies", "beta").in(plugins());
        TestPlugin.of("beta").manifest("Plugin-Dependencies", "alpha").in(plugins());
        TestPlugin.of("sound").in(plugins());
        PluginInventory inventory = load();
        assertEquals(List.of("sound"), ids(inventory));
        assertEquals(2, inventory.rejected().size());
        lines(inventory)
                .forEach(line ->
                        assertTrue(line.contains("it requires itself: alpha -> beta -> alpha; break the cycle"), line));
    }

    @Test
    void theSecondPluginOfAnIdIsRefused() {
        Path first = TestPlugin.of("alpha").in(plugins());
        TestPlugin.of("alpha", "2.0.0").as(plugins().resolve("alpha-2.jar"));
        String line = refusal();
        // "alpha-2.jar" sorts before "alpha.jar"
        assertTrue(line.startsWith("plugin 'alpha' (" + first + ")"), line);
        assertTrue(line.contains("its id is taken by " + plugins().resolve("alpha-2.jar")), line);
    }

    @Test
    void aPluginWithTheIdOfABuiltInOneIsRefused() {
        TestPlugin.of("alpha").in(plugins());
        refused(
                "its id is that of a built-in plugin (module alpha)",
                "remove it, or give it another id",
                PluginInfo.of("alpha", "1.0.0"));
    }

    @Test
    void theSecondPluginOfAModuleIsRefused() {
        TestPlugin.of("alpha").in(plugins());
        TestPlugin.of("beta").module("test.alpha").in(plugins());
        refused("module test.alpha is already that of plugin 'alpha'", "remove one of the two, or rename its module");
    }

    @Test
    void aModuleThatIsInTheServerAlreadyIsRefused() {
        TestPlugin.of("alpha").module("jdk.httpserver").in(plugins());
        refused("module jdk.httpserver is already part of this server", "remove it, it is built in");
    }

    @Test
    void aModuleThatIsTwiceInLibIsRefused() {
        Path home = TestPlugin.of("alpha").in(plugins(), TestPlugin.library("lib", "1.0.0"));
        TestPlugin.library("lib", "2.0.0").as(home.resolve("lib/other.jar"));
        refused("module test.lib is in both lib.jar and other.jar", "keep one of them");
    }

    @Test
    void aBundledCopyOfTheSpiIsRefused() throws Exception {
        Path home = TestPlugin.of("alpha").in(plugins(), TestPlugin.library("lib", "1.0.0"));
        Files.delete(home.resolve("lib/lib.jar"));
        TestPlugin.library("lib", "1.0.0").module("soma.spi").as(home.resolve("lib/spi.jar"));
        refused(
                "spi.jar is or contains a copy of soma.spi, which the server itself has",
                "leave it out of the plugin (Maven: scope provided)");
    }

    @Test
    void bundledCopiesOfKernelPf4jAndSlf4jAreRefused() {
        for (String module : List.of("soma.kernel", "soma.host", "org.pf4j", "org.slf4j")) {
            Path home = TestPlugin.of("with-" + module.replace(".", "-")).in(plugins(), new TestPlugin[0]);
            TestPlugin.library("lib", "1.0.0").module(module).as(home.resolve("lib/copy.jar"));
        }
        PluginInventory inventory = load();
        assertEquals(4, inventory.rejected().size());
        lines(inventory).forEach(line -> assertTrue(line.contains("copy.jar is or contains a copy of "), line));
    }

    @Test
    void classesOfTheSpiInAnotherModuleAreRefused() throws Exception {
        Path home = TestPlugin.of("alpha").in(plugins(), new TestPlugin[0]);
        Files.createDirectories(home.resolve("lib"));
        try (var jar = new JarOutputStream(Files.newOutputStream(home.resolve("lib/fat.jar")))) {
            jar.putNextEntry(new JarEntry("soma/spi/plugin/ServerPlugin.class"));
        }
        refused(
                "fat.jar is or contains a copy of soma.spi, which the server itself has",
                "leave it out of the plugin (Maven: scope provided)");
    }

    @Test
    void aJarWithoutModuleDescriptorIsRefused() {
        TestPlugin.of("alpha").automatic().in(plugins());
        refused(
                "alpha.jar has no module-info.class (it would become automatic module alpha)",
                "add a module-info to the plugin, or set plugins.allow_automatic to true");
    }

    @Test
    void aMissingJdkModuleIsNamed() throws Exception {
        Path stub = TestPlugin.library("stub", "1.0.0").module("jdk.absent").in(temp);
        TestPlugin.of("alpha").with(stub).directive("requires jdk.absent").in(plugins());
        refused(
                "module jdk.absent is missing, which test.alpha requires",
                "run the server on a Java runtime that has this module");
    }

    @Test
    void aMissingLibraryIsNamed() {
        Path stub = TestPlugin.library("stub", "1.0.0").in(temp);
        TestPlugin.of("alpha").with(stub).directive("requires test.stub").in(plugins());
        refused(
                "module test.stub is missing, which test.alpha requires",
                "put its jar into the plugin's lib/, or name the plugin that has it in Plugin-Dependencies");
    }

    @Test
    void modulesThatDoNotFitTogetherAreRefused() {
        TestPlugin.of("alpha")
                .in(
                        plugins(),
                        TestPlugin.library("lib", "1.0.0"),
                        TestPlugin.library("lib", "1.0.0").module("test.two"));
        Path lib = plugins().resolve("alpha/lib");
        TestPlugin.library("lib", "1.0.0").as(lib.resolve("one.jar"));
        refused(
                "its modules do not fit together: ",
                "correct its module-info, or take the library that is in the way out of its lib/");
    }

    @Test
    void aModuleWithoutProviderIsRefused() {
        TestPlugin.of("alpha").without("provides").in(plugins());
        refused(
                "its module test.alpha provides no soma.spi.plugin.ServerPlugin",
                "add to its module-info: provides soma.spi.plugin.ServerPlugin with YOUR.CLASS");
    }

    @Test
    void moreThanOneProviderIsRefused() {
        TestPlugin.of("alpha")
                .without("provides")
                .directive("provides " + TestPlugin.SERVICE + " with PACKAGE.Main, PACKAGE.Other")
                .source("Other", "public class Other extends Main {}")
                .in(plugins());
        String line = refusal();
        assertTrue(line.contains("it provides more than one soma.spi.plugin.ServerPlugin: test.alpha.Main"), line);
    }

    @Test
    void aConstructorThatThrowsIsRefusedWithThePlaceInTheCode() {
        TestPlugin.of("alpha")
                .members("public Main() { throw new IllegalStateException(\"two\\nlines\"); }")
                .in(plugins());
        String line = refusal();
        assertTrue(line.contains("it threw java.lang.IllegalStateException: two lines at test.alpha"), line);
        assertTrue(line.contains("Main.java:"), line);
    }

    @Test
    void aStaticInitializerThatThrowsIsRefused() {
        TestPlugin.of("alpha")
                .members("static final int X = Integer.parseInt(\"x\");")
                .in(plugins());
        refused("it threw java.lang.NumberFormatException: ", "update the plugin, or report this to its author");
    }

    @Test
    void anInfoThatThrowsIsRefused() {
        TestPlugin.of("alpha").info("PluginInfo.of(\"No Id\", \"1\")").in(plugins());
        refused("it threw java.lang.IllegalArgumentException: ", "update the plugin, or report this to its author");
    }

    @Test
    void anInfoThatIsNullIsRefused() {
        TestPlugin.of("alpha").info("null").in(plugins());
        refused("its info() returns null", "update the plugin, or report this to its author");
    }

    @Test
    void anInfoWithAnotherIdThanTheManifestIsRefused() {
        TestPlugin.of("alpha").info("PluginInfo.of(\"omega\", \"1.0.0\")").in(plugins());
        refused("its manifest says Plugin-Id alpha, its info() says omega", "make both the same");
    }

    @Test
    void anInfoWithAnotherVersionThanTheManifestIsRefused() {
        TestPlugin.of("alpha").info("PluginInfo.of(\"alpha\", \"1.0.1\")").in(plugins());
        refused("its manifest says Plugin-Version 1.0.0, its info() says 1.0.1", "make both the same");
    }

    @Test
    void aDirectoryWithoutAJarIsRefused() throws Exception {
        Files.createDirectories(plugins().resolve("alpha/lib"));
        refused(
                "a plugin directory holds exactly one jar at its top level, this one holds 0",
                "lay it out as NAME.jar, or as NAME/NAME.jar with libraries in NAME/lib/");
    }

    @Test
    void aZipIsRefused() throws Exception {
        Files.createDirectories(plugins());
        Files.writeString(plugins().resolve("alpha.zip"), "");
        refused("archives are not read", "unpack it into a directory of its own beside it");
    }

    @Test
    void aLinkThatLeadsNowhereIsRefused() throws Exception {
        Files.createDirectories(plugins());
        Files.createSymbolicLink(plugins().resolve("alpha.jar"), temp.resolve("gone.jar"));
        refused("the file is missing or cannot be read", "correct the link or the permissions, or remove it");
    }

    @Test
    void aFileInThePlaceOfTheDirectoryIsRefused() throws Exception {
        Files.writeString(plugins(), "");
        PluginInventory inventory = load();
        assertEquals(
                List.of(plugins() + " is not loaded: the plugins directory is not a directory; correct"
                        + " plugins.directory, or put a directory there"),
                lines(inventory));
    }
}
