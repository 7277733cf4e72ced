/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.architecture;

import com.sun.source.tree.Tree;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** What may be seen and what may be extended is decided, not left open. */
final class TypesTest {
    /** What nobody outside the package can see, nobody outside has to be asked about when it changes. */
    @Test
    void topLevelTypesArePublicOnlyWhereAnotherPackageNeedsThem() {
        Set<JavaClass> usedElsewhere = Modules.classes().stream()
                .flatMap(from -> from.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                        .filter(to -> !to.getPackageName().equals(from.getPackageName())))
                .collect(Collectors.toSet());
        Set<String> violations = new TreeSet<>();
        for (JavaClass type : Modules.classes()) {
            if (type.isTopLevelClass()
                    && type.getModifiers().contains(JavaModifier.PUBLIC)
                    && !isOffered(type)
                    && !usedElsewhere.contains(type)) {
                violations.add(type.getName());
            }
        }
        Frozen.check("public-types", "a type that only its own package uses is not public", violations);
    }

    /** Returns whether users, the service loader or the JVM see a type: exported, provided, or with a main method. */
    private static boolean isOffered(JavaClass type) {
        ModuleDescriptor module = Modules.descriptor(Modules.moduleOf(type));
        return module.exports().stream()
                        .anyMatch(export ->
                                !export.isQualified() && export.source().equals(type.getPackageName()))
                || module.provides().stream()
                        .anyMatch(service -> service.providers().contains(type.getName()))
                || type.getMethods().stream()
                        .anyMatch(method -> method.getName().equals("main"));
    }

    /** A class that can be extended by accident is an API by accident. Benchmarks are extended by what JMH generates. */
    @Test
    void classesAreFinalOrSealedOrAbstractAndDocumented() {
        Set<String> violations = new TreeSet<>();
        for (Path folder : Modules.folders()) {
            if (folder.endsWith("kernel/benchmarks")) {
                continue;
            }
            for (Source source : Source.of(folder, "main")) {
                for (Source.Type type : source.types()) {
                    Set<Modifier> flags = type.modifiers();
                    if (type.kind() == Tree.Kind.CLASS
                            && !flags.contains(Modifier.FINAL)
                            && !flags.contains(Modifier.SEALED)
                            && !(flags.contains(Modifier.ABSTRACT) && type.documented())) {
                        violations.add(Modules.relative(source.file()) + " " + type.name());
                    }
                }
            }
        }
        Frozen.check("open-classes", "a class is final, sealed, a record, or abstract and documented", violations);
    }
}
