/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.pf4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RepackagedModuleTest {
    @Test
    void isAnExplicitModuleThatNeedsTheLoggingApiOnly() {
        var found = ModuleFinder.of(classes()).findAll();

        assertEquals(1, found.size());
        ModuleDescriptor descriptor = found.iterator().next().descriptor();
        assertEquals("org.pf4j", descriptor.name());
        assertFalse(descriptor.isAutomatic());
        assertEquals(
                Set.of("java.base", "org.slf4j"),
                descriptor.requires().stream().map(Requires::name).collect(Collectors.toSet()));
    }

    @Test
    void resolvesOnTopOfTheBootLayer() {
        Configuration resolved = Configuration.resolve(
                ModuleFinder.of(classes()),
                List.of(ModuleLayer.boot().configuration()),
                ModuleFinder.of(),
                Set.of("org.pf4j"));

        assertTrue(resolved.findModule("org.pf4j").orElseThrow().reads().stream()
                .anyMatch(module -> module.name().equals("org.slf4j")));
    }

    @Test
    void hasNoReferenceToAClassThatWasLeftOut() throws URISyntaxException {
        var jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        var output = new StringWriter();
        var writer = new PrintWriter(output);
        Path slf4j = Path.of(org.slf4j.Logger.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());

        int status = jdeps.run(
                writer,
                writer,
                "--multi-release",
                "base",
                "--module-path",
                slf4j.toString(),
                "--missing-deps",
                classes().toString());

        assertEquals(0, status, output::toString);
        assertEquals("", output.toString());
    }

    @Test
    void carriesTheLicencesOfBothProjects() {
        for (String name : List.of("LICENSE", "LICENSE-java-semver", "NOTICE")) {
            assertNotNull(PluginManager.class.getResource("/META-INF/" + name), name);
        }
    }

    @Test
    void ordersPluginsByTheirDependencies() {
        var first = plugin("first", "1.2.0");
        var second = plugin("second", "1.0.0", "first@>=1.0.0 & <2.0.0");
        var third = plugin("third", "1.0.0", "second", "first");

        var result = new DependencyResolver(new DefaultVersionManager()).resolve(List.of(third, second, first));

        assertTrue(result.isOK());
        assertEquals(List.of("first", "second", "third"), result.getSortedPlugins());
    }

    @Test
    void reportsAWrongVersionAMissingPluginAndACycle() {
        var resolver = new DependencyResolver(new DefaultVersionManager());

        var wrong = resolver.resolve(List.of(plugin("first", "1.2.0"), plugin("second", "1.0.0", "first@>=3.0.0")));
        assertEquals(
                List.of("second"),
                wrong.getWrongVersionDependencies().stream()
                        .map(DependencyResolver.WrongDependencyVersion::getDependentId)
                        .toList());

        var missing = resolver.resolve(List.of(plugin("second", "1.0.0", "first")));
        assertEquals(List.of("first"), missing.getNotFoundDependencies());

        var cycle = resolver.resolve(List.of(plugin("first", "1.0.0", "second"), plugin("second", "1.0.0", "first")));
        assertTrue(cycle.hasCyclicDependency());
    }

    private static DefaultPluginDescriptor plugin(String id, String version, String... dependencies) {
        var descriptor = new DefaultPluginDescriptor(id, "", "none", version, "", "", "");
        for (String dependency : dependencies) {
            descriptor.addDependency(new PluginDependency(dependency));
        }
        return descriptor;
    }

    private static Path classes() {
        return Path.of("target", "classes");
    }
}
