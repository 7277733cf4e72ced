/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Provides;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What each jar says of itself, compared with what it is meant to say in {@code modules/NAME.txt}. */
final class JarDescribeTest {
    @TestFactory
    List<DynamicTest> descriptorsAreAsWritten() {
        return Modules.all().keySet().stream()
                .map(module -> DynamicTest.dynamicTest(module, () -> isAsWritten(module)))
                .toList();
    }

    private static void isAsWritten(String module) throws IOException {
        String found = describe(Modules.descriptor(module));
        Path written = Files.createDirectories(Path.of("target", "modules")).resolve(module + ".txt");
        Files.writeString(written, found);
        String expected = "";
        try (InputStream in = JarDescribeTest.class.getResourceAsStream("/modules/" + module + ".txt")) {
            if (in != null) {
                expected = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
        assertEquals(
                expected,
                found,
                "the descriptor of " + module + " has changed; if that is meant, copy target/modules/" + module
                        + ".txt to src/test/resources/modules/");
    }

    /** In the manner of {@code jar --describe-module}, sorted, without versions. */
    private static String describe(ModuleDescriptor module) {
        List<String> lines = new ArrayList<>();
        module.requires().stream()
                .sorted(Comparator.comparing(Requires::name))
                .forEach(needs -> lines.add("requires " + needs.name() + words(needs.modifiers())));
        module.exports().stream()
                .sorted(Comparator.comparing(Exports::source))
                .forEach(export -> lines.add("exports " + export.source()
                        + (export.isQualified() ? " to " + String.join(" ", new TreeSet<>(export.targets())) : "")));
        module.opens().stream().map(opens -> "opens " + opens.source()).sorted().forEach(lines::add);
        module.uses().stream().map(service -> "uses " + service).sorted().forEach(lines::add);
        module.provides().stream()
                .sorted(Comparator.comparing(Provides::service))
                .forEach(service ->
                        lines.add("provides " + service.service() + " with " + String.join(" ", service.providers())));
        Set<String> contained = new TreeSet<>(module.packages());
        module.exports().forEach(export -> contained.remove(export.source()));
        contained.forEach(name -> lines.add("contains " + name));
        return (module.isOpen() ? "open " : "") + module.name() + "\n" + String.join("\n", lines) + "\n";
    }

    private static String words(Collection<Requires.Modifier> modifiers) {
        StringBuilder words = new StringBuilder();
        modifiers.stream()
                .map(modifier -> modifier.toString().toLowerCase())
                .sorted()
                .forEach(word -> words.append(' ').append(word));
        return words.toString();
    }

    @Test
    void packagesBeginWithTheNameOfTheirModule() {
        Set<String> violations = new TreeSet<>();
        for (String module : Modules.all().keySet()) {
            for (String name : Modules.descriptor(module).packages()) {
                if (!Modules.covers(module, name) && !Modules.REPACKAGED.contains(module)) {
                    violations.add(module + " has " + name);
                }
            }
        }
        Frozen.check("package-names", "packages begin with the name of their module", violations);
    }

    /** Two modules with one package cannot be in one layer. */
    @Test
    void noPackageIsInTwoModules() {
        Map<String, String> owners = new TreeMap<>();
        Set<String> violations = new TreeSet<>();
        for (String module : Modules.all().keySet()) {
            for (String name : Modules.descriptor(module).packages()) {
                String other = owners.put(name, module);
                if (other != null) {
                    violations.add(name + " is in " + other + " and in " + module);
                }
            }
        }
        Frozen.check("split-packages", "a package is in one module", violations);
    }

    /** jlink takes no automatic module, and so neither does a distribution. */
    @Test
    void nobodyRequiresAnAutomaticModule() {
        Map<String, Boolean> libraries = Modules.onClassPath();
        assertTrue(libraries.containsKey("org.slf4j"), "libraries are seen");
        Set<String> violations = new TreeSet<>();
        for (String module : Modules.all().keySet()) {
            for (Requires needs : Modules.descriptor(module).requires()) {
                boolean jdk = ModuleFinder.ofSystem().find(needs.name()).isPresent();
                Boolean automatic = libraries.get(needs.name());
                boolean optional = needs.modifiers().contains(Requires.Modifier.STATIC) && automatic == null;
                if (!jdk && !optional && (automatic == null || automatic)) {
                    violations.add(module + " requires " + needs.name()
                            + (automatic == null ? ", which is not found" : ", which is automatic"));
                }
            }
        }
        Frozen.check("automatic-modules", "every required module is an explicit one", violations);
    }
}
