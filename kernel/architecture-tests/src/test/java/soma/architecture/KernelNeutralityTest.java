/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.architecture;

import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The kernel treats everything that plugs into it alike: docs/decisions/0002-kernel-has-no-kinds.md. */
final class KernelNeutralityTest {
    private static final String KERNEL = "soma.kernel";

    private static final Set<String> FEATURES = Set.of(
            "router",
            "gateway",
            "gateways",
            "leaf",
            "leafnode",
            "leafnodes",
            "jetstream",
            "mqtt",
            "websocket",
            "ws",
            "tls",
            "nkey",
            "nkeys",
            "jwt",
            "account",
            "accounts",
            "cluster",
            "clusters",
            "stream",
            "consumer");

    /** A name of a feature in the kernel is the sign of an {@code if} that belongs into a plugin. */
    @Test
    void namesInTheKernelAreNoFeatures() {
        Set<String> violations = new TreeSet<>();
        for (Source source : Source.of("kernel/core", "main")) {
            for (String name : source.names()) {
                words(name)
                        .filter(FEATURES::contains)
                        .forEach(word ->
                                violations.add(Modules.relative(source.file()) + " has " + name + " (" + word + ")"));
            }
        }
        Frozen.check("feature-names", "identifiers in the kernel name no feature", violations);
    }

    private static Stream<String> words(String identifier) {
        return Stream.of(identifier.split("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_.]"))
                .map(word -> word.toLowerCase(Locale.ROOT));
    }

    /**
     * Who asks an extension for its type treats one kind differently, and third parties cannot add another. Records are
     * left alone: they are answers, closed sets of values that the SPI defines for being told apart.
     */
    @Test
    void theKernelAsksNoExtensionForItsType() {
        Set<String> violations = new TreeSet<>();
        for (ClassModel type : ClassFiles.of(KERNEL)) {
            for (MethodModel method : type.methods()) {
                for (String asked : asked(method)) {
                    if (Modules.covers("soma.spi", asked) && !isRecord(asked)) {
                        violations.add(ClassFiles.name(type) + "."
                                + method.methodName().stringValue() + " asks for " + asked);
                    }
                }
            }
        }
        Frozen.check("instanceof", "the kernel has no instanceof or pattern of an SPI type", violations);
    }

    private static boolean isRecord(String type) {
        return Modules.classes().contain(type) && Modules.classes().get(type).isRecord();
    }

    private static List<String> asked(MethodModel method) {
        List<String> asked = new ArrayList<>();
        method.code().ifPresent(code -> {
            for (CodeElement element : code) {
                if (element instanceof TypeCheckInstruction check && check.opcode() == Opcode.INSTANCEOF) {
                    asked.add(name(check.type()));
                } else if (element instanceof InvokeDynamicInstruction call
                        && call.name().equalsString("typeSwitch")) {
                    for (LoadableConstantEntry label :
                            call.invokedynamic().bootstrap().arguments()) {
                        if (label instanceof ClassEntry pattern) {
                            asked.add(name(pattern));
                        }
                    }
                }
            }
        });
        return asked;
    }

    private static String name(ClassEntry type) {
        return type.asInternalName().replace('/', '.');
    }
}
