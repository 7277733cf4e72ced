/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.reflect.AccessFlag;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Code that runs per message or per delivery makes no garbage and waits for nobody. Hot is what is marked
 * {@code @HotPath}, the methods of a marked type, and methods that override a marked one of the SPI.
 */
final class HotPathTest {
    private static final String HOT = "soma.spi.annotation.HotPath";
    private static final Set<String> BOXES = Set.of(
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Short",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double");

    @Test
    void hotCodeCallsNothingThatMakesGarbageByTheWay() {
        Set<String> violations = new TreeSet<>();
        for (JavaClass type : Modules.classes()) {
            for (JavaCodeUnit unit : type.getCodeUnits()) {
                if (isHot(unit)) {
                    for (JavaMethodCall call : unit.getMethodCallsFromSelf()) {
                        String what = forbidden(call);
                        if (!what.isEmpty()) {
                            violations.add(name(unit) + " uses " + what);
                        }
                    }
                }
            }
        }
        Frozen.check(
                "hot-path",
                "@HotPath code uses no streams, formatting, regular expressions, boxing, Optional or logging",
                violations);
    }

    /** Locks are for what happens once per connection, never for what happens once per message. Fixtures may lock. */
    @Test
    void hotCodeTakesNoMonitor() {
        Set<String> violations = new TreeSet<>();
        for (String module : Modules.all().keySet()) {
            if (Modules.REPACKAGED.contains(module) || module.equals("soma.spi.tck")) {
                continue;
            }
            for (ClassModel model : ClassFiles.of(module)) {
                JavaClass type = Modules.classes().get(ClassFiles.name(model));
                for (MethodModel method : model.methods()) {
                    if (takesMonitor(method)
                            && type.getCodeUnits().stream()
                                    .anyMatch(unit -> unit.getName()
                                                    .equals(method.methodName().stringValue())
                                            && isHot(unit))) {
                        violations.add(
                                type.getName() + "." + method.methodName().stringValue());
                    }
                }
            }
        }
        Frozen.check("hot-path-monitors", "@HotPath code is not synchronized", violations);
    }

    private static boolean takesMonitor(MethodModel method) {
        if (method.flags().has(AccessFlag.SYNCHRONIZED)) {
            return true;
        }
        return method.code()
                .map(code -> {
                    for (CodeElement element : code) {
                        if (element instanceof MonitorInstruction) {
                            return true;
                        }
                    }
                    return false;
                })
                .orElse(false);
    }

    private static String forbidden(JavaMethodCall call) {
        String owner = call.getTargetOwner().getName();
        String method = call.getName();
        boolean formats = owner.equals("java.lang.String") && (method.equals("format") || method.equals("formatted"));
        boolean regex = owner.equals("java.lang.String")
                && Set.of("matches", "split", "replaceAll").contains(method);
        boolean stream = owner.startsWith("java.util.stream.") || method.equals("stream");
        boolean boxes = BOXES.contains(owner) && method.equals("valueOf");
        boolean other = owner.startsWith("java.util.regex.")
                || owner.equals("java.util.Optional")
                || owner.startsWith("org.slf4j.") && !method.startsWith("is");
        return formats || regex || stream || boxes || other ? owner + "." + method : "";
    }

    private static boolean isHot(JavaCodeUnit unit) {
        if (unit.isConstructor() || unit.getName().equals("<clinit>")) {
            return false;
        }
        return isMarked(unit) || unit instanceof JavaMethod method && overridesHot(method);
    }

    private static boolean isMarked(JavaMember member) {
        return member.isAnnotatedWith(HOT) || member.getOwner().isAnnotatedWith(HOT);
    }

    private static boolean overridesHot(JavaMethod method) {
        JavaClass owner = method.getOwner();
        return Stream.concat(owner.getAllRawInterfaces().stream(), owner.getAllRawSuperclasses().stream())
                .filter(above -> !Modules.moduleOf(above).isEmpty())
                .flatMap(above -> above.getMethods().stream())
                .filter(above -> !above.getModifiers().contains(JavaModifier.STATIC))
                .anyMatch(above -> above.getName().equals(method.getName())
                        && above.getRawParameterTypes().equals(method.getRawParameterTypes())
                        && isMarked(above));
    }

    private static String name(JavaCodeUnit unit) {
        return unit.getOwner().getName() + "." + unit.getName();
    }
}
