/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import soma.host.inventory.LoadedPlugin;
import soma.host.inventory.PluginInventory;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;

class PluginDirectoryTest extends HostTest {
    @Test
    void aMissingDirectoryHoldsNoPlugins() {
        assertEquals(PluginInventory.EMPTY, load());
    }

    @Test
    void anEmptyDirectoryHoldsNoPlugins() throws Exception {
        Files.createDirectories(plugins());
        assertEquals(PluginInventory.EMPTY, load());
    }

    @Test
    void hiddenAndForeignFilesArePassedOver() throws Exception {
        Files.createDirectories(plugins().resolve(".git"));
        Files.writeString(plugins().resolve(".x.jar"), "");
        Files.writeString(plugins().resolve("README.txt"), "");
        assertEquals(PluginInventory.EMPTY, load());
    }

    @Test
    void aJarIsLoadedIntoALayerOfItsOwn() {
        Path jar = TestPlugin.of("alpha", "1.2.3").in(plugins());
        PluginInventory inventory = load();
        LoadedPlugin alpha = inventory.plugins().getFirst();
        assertEquals(List.of(), lines(inventory));
        assertEquals("alpha", alpha.id());
        assertEquals("1.2.3", alpha.info().version());
        assertEquals(jar.toString(), alpha.location());
        assertFalse(alpha.builtIn());
        assertNotSame(ModuleLayer.boot(), alpha.plugin().getClass().getModule().getLayer());
        assertNull(alpha.plugin().getClass().getClassLoader().getParent(), "no way to the server's own classes");
    }

    @Test
    void pluginsComeAfterThoseTheyDependOnAndSeeTheirTypes() {
        Path base = TestPlugin.of("zebra")
                .directive("exports PACKAGE")
                .source("Api", "public class Api { public static String name() { return \"api\"; } }")
                .in(plugins());
        TestPlugin.of("alpha")
                .with(base)
                .directive("requires test.zebra")
                .manifest("Plugin-Dependencies", "zebra@>=1.0.0 & <2.0.0")
                .members("public String toString() { return test.zebra.Api.name(); }")
                .in(plugins());
        PluginInventory inventory = load();
        assertEquals(List.of(), lines(inventory));
        assertEquals(List.of("zebra", "alpha"), ids(inventory));
        assertEquals("api", plugin(inventory, "alpha").toString());
        assertEquals(
                List.of(new PluginInfo.Requirement("zebra", ">=1.0.0 & <2.0.0")),
                inventory.plugins().get(1).info().requires(),
                "what only the manifest names is in the identity too");
    }

    @Test
    void whatOnlyInfoRequiresAlsoDecidesTheOrder() {
        TestPlugin.of("zebra").in(plugins());
        TestPlugin.of("alpha")
                .info("PluginInfo.of(\"alpha\", \"1.0.0\", \"zebra\")")
                .in(plugins());
        assertEquals(List.of("zebra", "alpha"), ids(load()));
    }

    @Test
    void anOptionalDependencyMayBeMissing() {
        TestPlugin.of("alpha").manifest("Plugin-Dependencies", "zebra?@>=1.0.0").in(plugins());
        assertEquals(List.of("alpha"), ids(load()));
    }

    @Test
    void anOptionalDependencyThatIsThereComesFirst() {
        TestPlugin.of("zebra").in(plugins());
        TestPlugin.of("alpha").manifest("Plugin-Dependencies", "zebra?@>=1.0.0").in(plugins());
        assertEquals(List.of("zebra", "alpha"), ids(load()));
    }

    @Test
    void twoPluginsHaveTheirOwnVersionsOfOneLibrary() {
        for (String version : List.of("1.0.0", "2.0.0")) {
            String id = version.startsWith("1") ? "alpha" : "beta";
            TestPlugin.of(id)
                    .directive("requires test.lib")
                    .members("public String toString() { return test.lib.Lib.version(); }")
                    .in(plugins(), TestPlugin.library("lib", version));
        }
        PluginInventory inventory = load();
        assertEquals(List.of(), lines(inventory));
        assertEquals("1.0.0", plugin(inventory, "alpha").toString());
        assertEquals("2.0.0", plugin(inventory, "beta").toString());
    }

    @Test
    void aPrivateLibraryWinsOverTheServersModuleOfThatName() {
        assertTrue(ModuleLayer.boot().findModule("jdk.httpserver").isPresent());
        TestPlugin.of("alpha")
                .directive("requires jdk.httpserver")
                // javac itself would take the module of the JDK
                .members("public String toString() { try { return (String) Class.forName(\"test.lib.Lib\")"
                        + ".getMethod(\"version\").invoke(null); }"
                        + " catch (ReflectiveOperationException e) { return e.toString(); } }")
                .in(plugins(), TestPlugin.library("lib", "1.0.0").module("jdk.httpserver"));
        PluginInventory inventory = load();
        assertEquals(List.of(), lines(inventory));
        assertEquals("1.0.0", plugin(inventory, "alpha").toString());
    }

    @Test
    void aLibraryThatNobodyRequiresIsInTheLayerToo() {
        TestPlugin.of("alpha").in(plugins(), TestPlugin.library("lib", "1.0.0"));
        PluginInventory inventory = load();
        ModuleLayer layer = plugin(inventory, "alpha").getClass().getModule().getLayer();
        assertTrue(layer.modules().stream().anyMatch(module -> module.getName().equals("test.lib")));
    }

    @Test
    void aPluginMayDependOnABuiltInOne() {
        TestPlugin.of("alpha").manifest("Plugin-Dependencies", "zebra@>=1.0.0").in(plugins());
        PluginInventory inventory = host(options(Set.of(), Set.of()), PluginInfo.of("zebra", "1.5.0"))
                .inventory();
        assertEquals(List.of(), lines(inventory));
        assertEquals(List.of("zebra", "alpha"), ids(inventory));
    }

    @Test
    void aBuiltInPluginMayRequireADroppedInOne() {
        TestPlugin.of("zebra").in(plugins());
        PluginInventory inventory = host(options(Set.of(), Set.of()), PluginInfo.of("alpha", "1.0.0", "zebra"))
                .inventory();
        assertEquals(List.of("zebra", "alpha"), ids(inventory));
    }

    @Test
    void aJarWithoutModuleDescriptorIsTakenIfTheConfigurationAllowsIt() {
        TestPlugin.of("alpha").automatic().in(plugins());
        var options = new PluginOptions(plugins(), Set.of(), Set.of(), true);
        assertEquals(List.of("alpha"), ids(host(options).inventory()));
    }

    @Test
    void overwritingAJarDoesNotDisturbTheRunningPlugin() throws Exception {
        Path jar = TestPlugin.of("alpha")
                .source("Later", "public class Later { public String toString() { return \"loaded late\"; } }")
                .members("public String toString() { return new Later().toString(); }")
                .in(plugins());
        PluginInventory inventory = load();
        Files.write(jar, new byte[(int) Files.size(jar)]);
        assertEquals("loaded late", plugin(inventory, "alpha").toString());
    }

    @Test
    void nothingIsWrittenIntoTheDirectory() throws Exception {
        TestPlugin.of("alpha").in(plugins());
        TestPlugin.of("beta").in(plugins());
        host(options(Set.of(), Set.of("beta"))).close();
        try (Stream<Path> files = Files.list(plugins())) {
            assertEquals(
                    List.of("alpha.jar", "beta.jar"),
                    files.map(path -> path.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void thePrivateCopiesAreDeletedOnClose() {
        TestPlugin.of("alpha").in(plugins());
        PluginHost host = host(options(Set.of(), Set.of()));
        Path copy = Path.of(plugin(host.inventory(), "alpha")
                .getClass()
                .getModule()
                .getLayer()
                .configuration()
                .findModule("test.alpha")
                .orElseThrow()
                .reference()
                .location()
                .orElseThrow());
        assertTrue(Files.exists(copy));
        assertFalse(copy.startsWith(plugins()));
        host.close();
        assertFalse(Files.exists(copy.getParent().getParent()));
    }

    @Test
    void aClosedHostHoldsNothingOfThePlugins() {
        Path base = TestPlugin.of("zebra").directive("exports PACKAGE").in(plugins());
        TestPlugin.of("alpha")
                .with(base)
                .directive("requires test.zebra")
                .manifest("Plugin-Dependencies", "zebra")
                .in(plugins());
        PluginHost host = host(options(Set.of(), Set.of()));
        List<WeakReference<Object>> layers = host.inventory().plugins().stream()
                .map(plugin -> new WeakReference<Object>(
                        plugin.plugin().getClass().getModule().getLayer()))
                .toList();
        assertEquals(2, layers.size());
        host.close();
        assertEquals(PluginInventory.EMPTY, host.inventory());
        awaitCollected(layers);
    }

    @Test
    void closingTwiceDoesNoHarm() {
        TestPlugin.of("alpha").in(plugins());
        PluginHost host = host(options(Set.of(), Set.of()));
        host.close();
        host.close();
        assertEquals(List.of(), ids(host.inventory()));
    }

    @Test
    void pluginsCannotReachTheServersInternals() {
        TestPlugin.of("alpha")
                .members("public String toString() { try { return Class.forName(\"soma.host.PluginHost\").getName(); }"
                        + " catch (ClassNotFoundException e) { throw new IllegalStateException(e); } }")
                .in(plugins());
        ServerPlugin alpha = plugin(load(), "alpha");
        assertSame(
                ClassNotFoundException.class,
                assertThrows(IllegalStateException.class, alpha::toString)
                        .getCause()
                        .getClass());
    }

    private static void awaitCollected(List<WeakReference<Object>> references) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (references.stream().anyMatch(reference -> reference.get() != null)) {
            assertTrue(System.nanoTime() < deadline, "a layer is still reachable 30 s after close");
            System.gc();
            Thread.onSpinWait();
        }
    }
}
