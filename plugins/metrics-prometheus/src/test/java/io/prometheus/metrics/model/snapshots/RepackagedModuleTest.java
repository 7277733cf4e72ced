/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.prometheus.metrics.model.snapshots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RepackagedModuleTest {
    /** Annotations that nobody reads, and what is asked for with a catch around it. */
    private static final Pattern OPTIONAL =
            Pattern.compile("-> (javax\\.annotation|io\\.prometheus\\.metrics\\.tracer\\.(otel|agent))\\.");

    @Test
    void isAnExplicitModuleThatNeedsTheJdkOnly() {
        var found = ModuleFinder.of(classes()).findAll();

        assertEquals(1, found.size());
        ModuleDescriptor descriptor = found.iterator().next().descriptor();
        assertEquals("io.prometheus.metrics", descriptor.name());
        assertFalse(descriptor.isAutomatic());
        assertEquals(
                Set.of("java.base", "java.management", "jdk.management"),
                descriptor.requires().stream().map(Requires::name).collect(Collectors.toSet()));
    }

    @Test
    void hasNoReferenceToAClassThatWasLeftOut() {
        var jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        var output = new StringWriter();
        var writer = new PrintWriter(output);

        int status = jdeps.run(
                writer,
                writer,
                "--multi-release",
                "base",
                "--missing-deps",
                classes().toString());

        assertEquals(0, status, output::toString);
        assertEquals(
                List.of(),
                output.toString()
                        .lines()
                        .filter(line -> line.startsWith(" ") && line.contains("->"))
                        .filter(line -> !OPTIONAL.matcher(line).find())
                        .toList());
    }

    @Test
    void carriesTheLicenceOfTheProject() {
        for (String name : List.of("LICENSE", "LICENSE-prometheus-metrics", "NOTICE")) {
            assertNotNull(MetricSnapshot.class.getResource("/META-INF/" + name), name);
        }
    }

    private static Path classes() {
        return Path.of("target", "classes");
    }
}
