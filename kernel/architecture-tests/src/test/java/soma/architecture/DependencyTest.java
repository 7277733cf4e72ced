/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

/** Who may depend on whom. A plugin that sees only the SPI can be left out, replaced, and written by anyone. */
final class DependencyTest {
    /** The one place of each library, by the beginning of its packages; what is not listed may not be used at all. */
    private static final Map<String, Set<String>> PLACES = new TreeMap<>(Map.ofEntries(
            Map.entry(
                    "com.fasterxml.jackson",
                    Set.of(
                            "soma.plugin.accounts",
                            "soma.plugin.auth.jwt",
                            "soma.plugin.auth.callout",
                            "soma.plugin.reports",
                            "soma.plugin.system.events",
                            "soma.plugin.message.trace")),
            Map.entry("com.sun.net.httpserver", Set.of("soma.plugin.monitoring")),
            Map.entry("com.nimbusds", Set.of("soma.plugin.auth.oidc")),
            Map.entry("com.unboundid", Set.of("soma.plugin.auth.ldap")),
            Map.entry("org.bouncycastle", Set.of("soma.plugin.auth.basic", "soma.plugin.auth.nkey")),
            Map.entry("io.prometheus", Set.of("soma.plugin.metrics")),
            Map.entry("io.netty", Set.of("soma.plugin.transport.netty")),
            Map.entry("org.pf4j", Set.of("soma.host")),
            Map.entry("org.jline", Set.of("soma.launcher")),
            Map.entry("sun.misc", Set.of("soma.launcher")),
            Map.entry("org.junit", Set.of("soma.spi.tck")),
            Map.entry("org.opentest4j", Set.of("soma.spi.tck"))));

    @Test
    void everyModuleOfTheBuildIsLookedAt() {
        Set<String> missing = new TreeSet<>();
        for (var folder : Modules.folders()) {
            if (Files.exists(folder.resolve("src/main/java/module-info.java"))) {
                String text = Modules.read(folder.resolve("src/main/java/module-info.java"));
                String name = text.replaceAll("(?s).*\\nmodule ([a-z0-9.]+) \\{.*", "$1");
                if (!Modules.all().containsKey(name)) {
                    missing.add(name);
                }
            }
        }
        assertEquals(
                Set.of(), missing, "modules that are no dependency of these tests, so that no rule holds for them");
    }

    @Test
    void enoughClassesAreSeen() {
        int seen = Modules.classes().size();
        assertTrue(
                seen >= 350,
                "only " + seen + " classes seen (expected: at least 350); the rules would hold for nothing");
    }

    /** So that a plugin drags in nothing, and the SPI can be kept compatible: only the JDK, and of that only little. */
    @Test
    void theSpiDependsOnTheJdkOnly() {
        Frozen.check(
                "spi-dependencies",
                "soma.spi depends on java.. and javax.net.ssl only",
                dependencies(
                        "soma.spi",
                        (from, to) -> isOf("soma.spi", to)
                                || isPlainJava(to)
                                || to.getPackageName().equals("javax.net.ssl")
                                || isJspecify(to)));
    }

    /** So that the kernel stays small and routes the same whatever is installed. */
    @Test
    void theKernelDependsOnTheSpiAndTheLogApiOnly() {
        Frozen.check(
                "kernel-dependencies",
                "soma.kernel depends on soma.spi, java.., javax.net.ssl and org.slf4j only",
                dependencies(
                        "soma.kernel",
                        (from, to) -> isOf("soma.kernel", to)
                                || isOf("soma.spi", to)
                                || isPlainJava(to)
                                || to.getPackageName().equals("javax.net.ssl") // which the SPI speaks of
                                || to.getPackageName().equals("org.slf4j")
                                || isJspecify(to)));
    }

    /** So that any plugin can be left out: what one needs of another, that one offers in its {@code .api}. */
    @Test
    void pluginsDependOnTheSpiAndOnDeclaredApisOnly() {
        Frozen.check(
                "plugin-dependencies",
                "a plugin depends on soma.spi and the .api packages of plugins that it requires, on no other part of Soma",
                dependencies("soma.plugin", (from, to) -> {
                    String target = Modules.moduleOf(to);
                    return target.isEmpty()
                            || Modules.REPACKAGED.contains(target) // a library: see eachLibraryHasItsOnePlace
                            || target.equals("soma.spi")
                            || target.equals(Modules.moduleOf(from))
                            || Modules.covers("soma.plugin", target)
                                    && to.getPackageName().endsWith(".api");
                }));
    }

    /** So that the SPI can be used, and tested against, without anything that implements it. */
    @Test
    void nobodyBelowDependsOnWhatIsAbove() {
        Map<String, List<String>> mayUse = Map.of(
                "soma.spi.tck", List.of("soma.spi"),
                "soma.config", List.of("soma.spi"),
                "soma.host", List.of("soma.spi"),
                "soma.logging", List.of(),
                "soma.assembly", List.of());
        Set<String> violations = new TreeSet<>();
        mayUse.forEach((module, others) -> violations.addAll(dependencies(module, (from, to) -> {
            String target = Modules.moduleOf(to);
            return target.isEmpty()
                    || Modules.REPACKAGED.contains(target)
                    || target.equals(module)
                    || others.contains(target);
        })));
        Frozen.check("layers", "spi <- config, host, kernel <- launcher; the rest stands alone", violations);
    }

    /** So that a library can be replaced, or left out of a distribution, in one place. */
    @Test
    void eachLibraryHasItsOnePlace() {
        Frozen.check(
                "libraries",
                "a library is used in the module that is its place only",
                dependencies(
                        "soma",
                        (from, to) ->
                                !Modules.moduleOf(to).isEmpty() && !Modules.REPACKAGED.contains(Modules.moduleOf(to))
                                        || isPlainJava(to)
                                        || isJspecify(to)
                                        || isJdk(to)
                                        || to.getPackageName().startsWith("org.slf4j")
                                                && !Modules.moduleOf(from).equals("soma.spi")
                                        || PLACES.entrySet().stream()
                                                .anyMatch(place -> Modules.covers(place.getKey(), to.getPackageName())
                                                        && place.getValue().contains(Modules.moduleOf(from)))));
    }

    private static Set<String> dependencies(String module, BiPredicate<JavaClass, JavaClass> allowed) {
        Set<String> violations = new TreeSet<>();
        List<JavaClass> classes = module.equals("soma.spi")
                ? Modules.classesOf(module).stream()
                        .filter(type -> Modules.moduleOf(type).equals(module))
                        .toList()
                : Modules.classesOf(module);
        for (JavaClass from : classes) {
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                JavaClass to = dependency.getTargetClass().getBaseComponentType();
                if (!to.isPrimitive() && !allowed.test(from, to)) {
                    violations.add(from.getName() + " uses " + to.getName());
                }
            }
        }
        return violations;
    }

    private static boolean isOf(String module, JavaClass type) {
        return Modules.moduleOf(type).equals(module);
    }

    private static boolean isPlainJava(JavaClass type) {
        return Modules.covers("java", type.getPackageName());
    }

    private static boolean isJdk(JavaClass type) {
        return Modules.covers("javax", type.getPackageName()) || Modules.covers("jdk", type.getPackageName());
    }

    private static boolean isJspecify(JavaClass type) {
        return type.getPackageName().equals("org.jspecify.annotations");
    }
}
