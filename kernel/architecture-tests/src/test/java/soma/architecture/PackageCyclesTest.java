/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Packages that use each other in a circle can only be read, tested and moved together. */
final class PackageCyclesTest {
    @Test
    void packagesAreFreeOfCycles() {
        Map<String, Set<String>> uses = uses();
        Set<String> circles = new TreeSet<>();
        for (String from : uses.keySet()) {
            Set<String> circle = new TreeSet<>();
            for (String to : reach(from, uses)) {
                if (reach(to, uses).contains(from)) {
                    circle.add(to);
                }
            }
            if (!circle.isEmpty()) {
                circles.add(String.join(" ", circle));
            }
        }
        Frozen.check("cycles", "packages are free of cycles", circles);
    }

    private static Map<String, Set<String>> uses() {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (JavaClass from : Modules.classes()) {
            Set<String> used = uses.computeIfAbsent(from.getPackageName(), name -> new TreeSet<>());
            from.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(to -> !Modules.moduleOf(to).isEmpty())
                    .map(JavaClass::getPackageName)
                    .filter(name -> !name.equals(from.getPackageName()))
                    .forEach(used::add);
        }
        return uses;
    }

    private static Set<String> reach(String from, Map<String, Set<String>> uses) {
        Set<String> reached = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(uses.getOrDefault(from, Set.of()));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (reached.add(next)) {
                open.addAll(uses.getOrDefault(next, Set.of()));
            }
        }
        return reached;
    }
}
