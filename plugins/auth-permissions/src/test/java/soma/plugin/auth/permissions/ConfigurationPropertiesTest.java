/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import soma.plugin.auth.permissions.api.PermissionRules;
import soma.spi.auth.Authorization.Verdict;
import soma.spi.config.ConfigReader;
import soma.spi.tck.fixture.ConfigNodes;
import soma.spi.tck.fixture.RecordedProblems;

/** The parser of permissions against texts from a generator. It prints the seed of a run that fails. */
class ConfigurationPropertiesTest {
    private static void isReadOrReported(String text) {
        Map<String, Object> block = Map.of("publish", Map.of("deny", text), "subscribe", Map.of("deny", List.of(text)));
        var problems = new RecordedProblems();
        PermissionRules rules = PermissionBlock.read(new ConfigReader(ConfigNodes.of(block), problems));
        var compiled = new CompiledRules(rules, new ServerClock());
        if (problems.errors().isEmpty()) {
            String[] parts = text.split(" ", 2); // what is read is denied, as it is written
            assertEquals(Verdict.NO, compiled.maySubscribe(parts[0], parts.length == 2 ? parts[1] : null), text);
        } else {
            assertTrue(problems.errors().size() <= 2, () -> text + ": " + problems.errors());
        }
    }

    @Property(tries = 3_000)
    void anyTextIsReadOrReported(@ForAll String text) {
        isReadOrReported(text);
    }

    @Property(tries = 5_000)
    void whatSubjectsAreMadeOfIsReadOrReported(
            @ForAll @StringLength(max = 12) @Chars({'a', 'b', '.', '*', '>', ' '}) String text) {
        isReadOrReported(text);
    }
}
