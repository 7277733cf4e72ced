/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.architecture;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** What is promised to plugin authors is written down: how stable, which thread, what it does. */
final class SpiContractTest {
    private static final String API = "soma.spi.annotation.Api";
    private static final String RUNS_ON = "soma.spi.annotation.RunsOn";

    @Test
    void everyPublicTypeSaysHowStableItIs() {
        Set<String> violations = new TreeSet<>();
        for (JavaClass type : Modules.classesOf("soma.spi")) {
            if (Modules.moduleOf(type).equals("soma.spi")
                    && type.isTopLevelClass()
                    && type.getModifiers().contains(JavaModifier.PUBLIC)
                    && !type.isAnnotatedWith(API)) {
                violations.add(type.getName());
            }
        }
        Frozen.check("api-status", "public top-level types of soma.spi have @Api", violations);
    }

    @Test
    void everythingPublicIsDocumented() {
        Set<String> violations = new TreeSet<>();
        for (Source source : Source.of("spi/api", "main")) {
            for (Source.Type type : source.types()) {
                if (type.modifiers().contains(Modifier.PUBLIC) && !type.documented()) {
                    violations.add(Modules.relative(source.file()) + " " + type.name());
                }
            }
            for (Source.Method method : source.methods()) {
                if (method.exposed() && !method.documented()) {
                    violations.add(Modules.relative(source.file()) + " " + method.type() + "." + method.name());
                }
            }
        }
        Frozen.check("spi-javadoc", "public types and methods of soma.spi have javadoc", violations);
    }

    /**
     * Whoever implements a method must know whether it may block. Looked at are the methods that the kernel calls, of
     * interfaces that others implement: extensions, and whatever a plugin of this build implements.
     */
    @Test
    void methodsThatTheKernelCallsSayWhichThreadCallsThem() {
        Set<String> violations = new TreeSet<>();
        for (JavaMethod method : calledByTheKernel()) {
            JavaClass owner = method.getOwner();
            if (!method.isAnnotatedWith(RUNS_ON) && !owner.isAnnotatedWith(RUNS_ON)) {
                violations.add(owner.getName() + "." + method.getName());
            }
        }
        Frozen.check(
                "runs-on", "SPI methods that the kernel calls have @RunsOn, on the method or its type", violations);
    }

    private static Set<JavaMethod> calledByTheKernel() {
        Set<JavaMethod> called = new HashSet<>();
        for (JavaClass type : Modules.classesOf("soma.kernel")) {
            for (JavaMethodCall call : type.getMethodCallsFromSelf()) {
                Optional<JavaMethod> method =
                        Optional.of(call.getTarget()).flatMap(AccessTarget.MethodCallTarget::resolveMember);
                method.filter(found -> isForOthersToImplement(found.getOwner()))
                        .filter(found -> !found.getModifiers().contains(JavaModifier.STATIC))
                        .ifPresent(called::add);
            }
        }
        return called;
    }

    private static boolean isForOthersToImplement(JavaClass type) {
        if (!type.isInterface() || !Modules.moduleOf(type).equals("soma.spi")) {
            return false;
        }
        boolean byTheKernel = type.getAllSubclasses().stream()
                .anyMatch(sub -> Modules.moduleOf(sub).equals("soma.kernel"));
        boolean byPlugins =
                type.getAllSubclasses().stream().anyMatch(sub -> Modules.covers("soma.plugin", Modules.moduleOf(sub)));
        return type.tryGetField("POINT").isPresent() || byPlugins || !byTheKernel;
    }
}
