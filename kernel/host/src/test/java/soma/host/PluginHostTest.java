/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import soma.host.inventory.PluginInventory;
import soma.spi.plugin.PluginInfo;

class PluginHostTest extends HostTest {
    @Test
    void allMissingRequiredPluginsAreInOneMessageWithTheReasons() throws Exception {
        TestPlugin.of("alpha").manifest("Plugin-Requires", ">=9.0.0").in(plugins());
        TestPlugin.of("beta").in(plugins());
        TestPlugin.of("gamma").in(plugins());
        Files.writeString(plugins().resolve("broken.jar"), "no zip");
        PluginOptions options = options(Set.of("alpha", "beta", "gamma", "omega"), Set.of("beta"));
        String message =
                assertThrows(PluginException.class, () -> host(options)).getMessage();
        List<String> lines = message.lines().toList();
        assertEquals(5, lines.size(), message);
        assertEquals("required plugins are missing (configuration: plugins.required):", lines.get(0));
        assertTrue(lines.get(1).contains("plugin 'alpha'") && lines.get(1).contains("plugin API >=9.0.0"), message);
        assertEquals(
                "  plugin 'beta' is disabled; remove it from plugins.disabled or from plugins.required", lines.get(2));
        assertEquals(
                "  plugin 'omega' is not installed (installed: gamma); put it into " + plugins()
                        + " or remove it from plugins.required",
                lines.get(3));
        assertTrue(lines.get(4).contains("broken.jar is not loaded"), message);
    }

    @Test
    void builtInPluginsCanBeDisabled() throws Exception {
        Files.createDirectories(plugins());
        PluginHost host = host(
                options(Set.of(), Set.of("alpha")), PluginInfo.of("alpha", "1.0.0"), PluginInfo.of("beta", "1.0.0"));
        assertEquals(List.of("beta"), ids(host.inventory()));
        assertEquals(Set.of("alpha"), host.inventory().disabled());
        assertEquals(List.of(), host.warnings());
    }

    @Test
    void anUnknownNameAmongTheDisabledIsAWarning() {
        PluginHost host = host(options(Set.of(), Set.of("omega")), PluginInfo.of("alpha", "1.0.0"));
        assertEquals(
                "plugins.disabled names 'omega', which is not installed (installed: alpha); correct or remove the name",
                host.warnings().getFirst());
    }

    @Test
    void aNamedDirectoryThatDoesNotExistIsAWarning() {
        PluginHost host = host(options(Set.of(), Set.of()));
        assertEquals(
                List.of("the plugins directory " + plugins()
                        + " does not exist; create it, or correct or remove plugins.directory"),
                host.warnings());
    }

    @Test
    void builtInAndDroppedInPluginsAreSortedTogether() {
        TestPlugin.of("middle").manifest("Plugin-Dependencies", "zebra").in(plugins());
        PluginInventory inventory = host(
                        options(Set.of(), Set.of()),
                        PluginInfo.of("alpha", "1.0.0", "middle"),
                        PluginInfo.of("zebra", "1.0.0"))
                .inventory();
        assertEquals(List.of("zebra", "middle", "alpha"), ids(inventory));
    }

    @Test
    void aDroppedInPluginIsRefusedWhenTheBuiltInOneItNeedsIs() {
        TestPlugin.of("alpha").manifest("Plugin-Dependencies", "zebra").in(plugins());
        PluginInventory inventory = host(options(Set.of(), Set.of()), PluginInfo.of("zebra", "1.0.0", "omega"))
                .inventory();
        assertEquals(List.of(), ids(inventory));
        assertEquals(2, inventory.rejected().size(), () -> lines(inventory).toString());
    }

    @Test
    void aPluginThatTurnsOutToNeedAMissingOneIsUnloaded() {
        TestPlugin.of("alpha")
                .info("PluginInfo.of(\"alpha\", \"1.0.0\", \"omega\")")
                .in(plugins());
        TestPlugin.of("beta").manifest("Plugin-Dependencies", "alpha").in(plugins());
        PluginInventory inventory = load();
        assertEquals(List.of(), ids(inventory));
        assertEquals(2, inventory.rejected().size());
        assertTrue(lines(inventory).getFirst().contains("it requires plugin 'omega', which is not installed"));
        assertTrue(lines(inventory).getLast().contains("it requires plugin 'alpha', which was refused"));
    }
}
