/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** How long it takes to compare a secret must not tell how much of it was right. */
final class SecretsTest {
    private static final String CONSTANT = "java.security.MessageDigest.isEqual";

    /** What ends at the first difference. */
    private static final Set<String> EARLY = Set.of(
            "java.lang.String.equals",
            "java.lang.String.equalsIgnoreCase",
            "java.lang.String.contentEquals",
            "java.lang.String.compareTo",
            "java.lang.String.compareToIgnoreCase",
            "java.lang.String.regionMatches",
            "java.lang.String.startsWith",
            "java.lang.Object.equals",
            "java.lang.CharSequence.compare",
            "java.nio.ByteBuffer.equals",
            "java.nio.ByteBuffer.compareTo",
            "java.nio.ByteBuffer.mismatch",
            "java.util.Arrays.equals",
            "java.util.Arrays.compare",
            "java.util.Arrays.mismatch",
            "java.util.Objects.equals");

    private static final String SECRET = "soma.plugin.auth.basic.Secret";

    /** Classes besides those that are secrets, in which what a peer gave is compared with what it should be. */
    private static final List<String> COMPARERS = List.of(
            "soma.plugin.auth.ldap.BindCache",
            "soma.plugin.auth.nkey.api.SecretBox",
            "soma.plugin.monitoring.LoginGate");

    @Test
    void whoComparesSecretsDoesSoInConstantTime() {
        List<JavaClass> secrets = Modules.classes().stream()
                .filter(type -> !type.isInterface() && type.isAssignableTo(SECRET))
                .toList();
        assertFalse(secrets.isEmpty(), SECRET + " is gone: name what takes its place");
        Set<String> without = new TreeSet<>();
        for (JavaClass type : secrets) {
            if (accesses(type, CONSTANT::equals).isEmpty()) {
                without.add(type.getName());
            }
        }
        for (String name : COMPARERS) {
            if (accesses(Modules.classes().get(name), CONSTANT::equals).isEmpty()) {
                without.add(name);
            }
        }
        assertEquals(Set.of(), without, "secrets are compared with " + CONSTANT);
    }

    @Test
    void whoComparesSecretsHasNothingThatEndsAtTheFirstDifference() {
        Set<String> violations = new TreeSet<>();
        for (JavaClass type : Modules.classes()) {
            if (type.isAssignableTo(SECRET) && !type.isInterface()) {
                violations.addAll(accesses(type, EARLY::contains));
            }
        }
        assertEquals(Set.of(), violations);
    }

    /** The text of a secret stays within it, so that nobody else can compare it. */
    @Test
    void nobodyElseReadsTheTextOfASecret() {
        Set<String> violations = new TreeSet<>();
        for (JavaClass type : Modules.classes()) {
            boolean inside = type.isAssignableTo(SECRET);
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                if (!inside
                        && access.getTargetOwner().isAssignableTo(SECRET)
                        && Set.of("text", "hash").contains(access.getName())) {
                    violations.add(
                            type.getName() + " reads " + access.getTarget().getFullName());
                }
            }
        }
        assertEquals(Set.of(), violations);
    }

    private static Set<String> accesses(JavaClass type, Predicate<String> wanted) {
        Set<String> found = new TreeSet<>();
        for (JavaAccess<?> access : type.getAccessesFromSelf()) {
            String target = access.getTargetOwner().getName() + "." + access.getName();
            if (wanted.test(target)) {
                found.add(type.getName() + "." + access.getOrigin().getName() + " uses " + target);
            }
        }
        return found;
    }
}
