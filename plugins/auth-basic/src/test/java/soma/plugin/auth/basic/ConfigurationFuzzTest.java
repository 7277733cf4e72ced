/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.basic;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import soma.kernel.testkit.TestKernelBuilder;
import soma.spi.tck.fixture.Seed;

/** Whatever stands in the block, it is read or refused in words, none of which is a secret. */
class ConfigurationFuzzTest {
    private static final int RUNS = 500;
    private static final List<String> KEYS = List.of(
            "user", "username", "pass", "password", "token", "users", "users", "users", "timeout", "nkey", "foo");
    private static final Set<String> SECRET = Set.of("pass", "password", "token");

    @Test
    void anythingIsReadOrRefusedWithoutTellingSecrets() {
        Seed seed = Seed.forRun();
        seed.run(() -> {
            for (int i = 0; i < RUNS; i++) {
                String text = "no_auth_user: " + value("user", 0, seed) + "\nauthorization: " + value("", 4, seed);
                TestKernelBuilder server = Logins.configured(text);
                List<String> said = new ArrayList<>(server.errors());
                said.addAll(server.warnings());
                assertFalse(said.toString().contains("hidden"), () -> text + "\n" + said);
            }
        });
    }

    private static String value(String key, int depth, Seed seed) {
        int sort = depth == 0 ? seed.random().nextInt(6) : seed.random().nextInt(4, 14);
        return switch (sort) {
            case 0 -> "5";
            case 1 -> "-1.5";
            case 2 -> "true";
            case 3 -> "\"\"";
            case 4, 5 ->
                SECRET.contains(key) ? "\"hidden\"" : "\"name" + seed.random().nextInt(3) + "\"";
            case 6, 7, 8 -> list(key, depth, seed);
            default -> block(depth, seed);
        };
    }

    private static String list(String key, int depth, Seed seed) {
        var list = new StringJoiner(", ", "[ ", " ]");
        for (int i = seed.random().nextInt(4); i > 0; i--) {
            list.add(value(key, depth - 1, seed));
        }
        return list.toString();
    }

    private static String block(int depth, Seed seed) {
        var block = new StringJoiner(", ", "{ ", " }");
        for (int i = seed.random().nextInt(5); i > 0; i--) {
            String key = seed.oneOf(KEYS);
            block.add(key + ": " + value(key, seed.random().nextInt(depth), seed));
        }
        return block.toString();
    }
}
