/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import soma.plugin.auth.permissions.api.PermissionRules;
import soma.plugin.auth.permissions.api.PermissionRules.Subjects;
import soma.spi.auth.Authorization;
import soma.spi.auth.Authorization.Verdict;

/** Random rules and what nats-server was seen to decide by them. */
class DecisionsTest {
    private static List<String> lines() throws IOException {
        try (InputStream in = DecisionsTest.class.getResourceAsStream("decisions.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static @Nullable List<String> list(String text) {
        return text.equals("~") ? null : List.of(text.split(",", -1));
    }

    private static List<String> denied(String text) {
        return text.equals("~") ? List.of() : List.of(text.split(",", -1));
    }

    private static Authorization compiled(String rules) {
        String[] lists = rules.split("\\|", -1);
        return new CompiledRules(
                new PermissionRules(
                        new Subjects(list(lists[0]), denied(lists[1])),
                        new Subjects(list(lists[2]), denied(lists[3])),
                        null),
                InstantSource.system());
    }

    private static boolean isAllowed(Authorization authorization, String[] asked) {
        Verdict verdict = asked[1].equals("P")
                ? authorization.mayPublish(asked[2])
                : authorization.maySubscribe(asked[2], asked.length > 3 ? asked[3] : null);
        return verdict == Verdict.YES;
    }

    /** The only difference is meant: there a {@code *} covers the {@code >} of a subscription, here it does not. */
    @Test
    void decidesAsNatsServerDidExceptAboutOpenEnds() throws IOException {
        Authorization rules = Authorization.ALLOW_ALL;
        String shown = "";
        List<String> different = new ArrayList<>();
        int asked = 0;
        for (String line : lines()) {
            if (line.startsWith("rules ")) {
                shown = line;
                rules = compiled(line.substring("rules ".length()));
            } else if (!line.startsWith("#")) {
                String[] words = line.split(" ", -1);
                asked++;
                if (isAllowed(rules, words) != words[0].equals("+")) {
                    assertEquals("S", words[1], line + " with " + shown);
                    assertTrue(words[2].endsWith(">"), line + " with " + shown);
                    different.add(line);
                }
            }
        }
        assertTrue(asked > 3_000, "decisions: " + asked);
        assertTrue(different.size() < asked / 200, "different: " + different);
    }
}
