/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.architecture;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Things that code of a server does not do by itself: wait, print, end the process, look at the clock, roll dice. */
final class ConductTest {
    private static final Set<String> GENERIC =
            Set.of("java.lang.Throwable", "java.lang.Error", "java.lang.Exception", "java.lang.RuntimeException");
    private static final Set<String> CLOCKS = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.time.Instant.now",
            "java.time.LocalDateTime.now",
            "java.time.LocalDate.now",
            "java.time.ZonedDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.time.InstantSource.system");
    private static final Set<String> DICE = Set.of(
            "java.util.Random.<init>",
            "java.lang.Math.random",
            "java.util.concurrent.ThreadLocalRandom.current",
            "java.util.UUID.randomUUID");
    private static final Set<String> ENDS =
            Set.of("java.lang.System.exit", "java.lang.Runtime.exit", "java.lang.Runtime.halt");

    /** Programs of their own: they talk to whoever started them, and end with a status. */
    private static final Set<String> MAIN_CLASSES = Set.of("soma.launcher.Main", "soma.assembly.Assemble");

    /** A wait that is too long is slow, and one that is too short is wrong: await the condition. */
    @Test
    void nobodySleeps() {
        Frozen.check("sleep", "nobody calls Thread.sleep", calls(name -> name.equals("java.lang.Thread.sleep")));
    }

    /** A server that is embedded must not take its host down; only main classes end the process. */
    @Test
    void onlyMainClassesEndTheProcess() {
        Frozen.check("exit", "only " + MAIN_CLASSES + " end the process", calls(ENDS::contains));
    }

    /** Operators configure where output goes, by SLF4J; what is printed goes past them. */
    @Test
    void nobodyPrintsOrLogsPastSlf4j() {
        Set<String> violations = new TreeSet<>();
        for (JavaClass type : Modules.classes()) {
            if (isExempt(type)) {
                continue;
            }
            for (JavaFieldAccess access : type.getFieldAccessesFromSelf()) {
                if (access.getTargetOwner().getName().equals("java.lang.System")
                        && Set.of("out", "err").contains(access.getName())) {
                    violations.add(origin(access) + " uses System." + access.getName());
                }
            }
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getName())
                    .filter(name -> name.startsWith("java.util.logging.") || name.startsWith("java.lang.System$Logger"))
                    .forEach(name -> violations.add(outermost(type) + " uses " + name));
        }
        Frozen.check("output", "nobody uses stdout, stderr, java.util.logging or System.Logger", violations);
    }

    /** Who catches a generic exception catches bugs too. */
    @Test
    void nobodyThrowsGenericExceptions() {
        Set<String> violations = new TreeSet<>();
        for (JavaClass type : Modules.classes()) {
            for (JavaConstructorCall call : type.getConstructorCallsFromSelf()) {
                boolean superCall = call.getOrigin().isConstructor()
                        && type.getRawSuperclass().stream().anyMatch(call.getTargetOwner()::equals);
                if (GENERIC.contains(call.getTargetOwner().getName()) && !superCall) {
                    violations.add(
                            origin(call) + " makes " + call.getTargetOwner().getName());
                }
            }
        }
        Frozen.check("generic-exceptions", "an exception that is thrown has a type of its own", violations);
    }

    /** Time that is passed in can be made to pass in a test. */
    @Test
    void timeIsPassedIn() {
        Frozen.check("clocks", "time comes from a loop or a clock that was passed in", calls(CLOCKS::contains));
    }

    /** What is random can be repeated when its source is passed in; secrets come from SecureRandom. */
    @Test
    void chanceIsPassedIn() {
        Frozen.check("chance", "random numbers come from a source that was passed in", calls(DICE::contains));
    }

    private static Set<String> calls(Predicate<String> forbidden) {
        Set<String> violations = new TreeSet<>();
        for (JavaClass type : Modules.classes()) {
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                String target = access.getTargetOwner().getName() + "." + access.getName();
                if (forbidden.test(target) && !isExempt(type)) {
                    violations.add(origin(access) + " uses " + target);
                }
            }
        }
        return violations;
    }

    /** Contract tests run in real time, and print their seeds. */
    private static boolean isExempt(JavaClass type) {
        return Modules.moduleOf(type).equals("soma.spi.tck") || MAIN_CLASSES.contains(outermost(type));
    }

    private static String origin(JavaAccess<?> access) {
        JavaCodeUnit unit = access.getOrigin();
        String name = unit.getName().replaceFirst("^lambda\\$(.*)\\$\\d+$", "$1");
        return unit.getOwner().getName() + "." + name;
    }

    private static String outermost(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "");
    }
}
