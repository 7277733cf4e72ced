/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import soma.plugin.auth.permissions.api.PermissionRules;
import soma.plugin.auth.permissions.api.PermissionRules.Responses;
import soma.plugin.auth.permissions.api.PermissionRules.Subjects;
import soma.spi.config.ConfigReader;
import soma.spi.tck.fixture.ConfigNodes;
import soma.spi.tck.fixture.RecordedProblems;
import soma.spi.tck.fixture.Seed;

/** What may be written, and what is said of the rest: mostly in the words of nats-server. */
class ConfigurationTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            permissions: { publish: "a..b" }          | 63 | subject "a..b" is not a valid subject
            permissions: { publish: "" }              | 63 | subject "" is not a valid subject
            permissions: { publish: ["ok", "a\\tb"] } | 80 | subject "a\\tb" is not a valid subject
            permissions: { publish: "foo q" }         | 63 | subject "foo q" is not a valid subject
            permissions: { publish: 5 }               | 63 | Expected subject permissions to be a subject, or array of subjects, got int64
            permissions: { publish: { allow: 5 } }    | 74 | Expected subject permissions to be a subject, or array of subjects, got int64
            permissions: { pub: [["x"]] }             | 69 | Subject in permissions array cannot be cast to string
            permissions: { publish: { allw: x } }     | 74 | Unknown field name "allw" parsing subject permissions, only 'allow' or 'deny' are permitted
            permissions: { subscribe: "foo q r" }     | 63 | subject "foo q r" is not a valid subject
            permissions: { subscribe: "foo..a q" }    | 63 | subject "foo..a" is not a valid subject
            permissions: { subscribe: "foo q..x" }    | 63 | queue "q..x" is not a valid queue
            permissions: { subscribe: "foo >.x" }     | 63 | queue ">.x" is not a valid queue
            permissions: { subscribe: " foo" }        | 63 | subject " foo" is not a valid subject
            permissions: { foo: [] }                  | 63 | Unknown field "foo" parsing permissions
            permissions: 5                            | 48 | Expected permissions to be a map/struct, got int64 (expected: a block in braces)
            permissions: { allow_responses: 5 }       | 63 | error parsing response permissions, expected a boolean or a map
            permissions: { allow_responses: {foo: 1} }| 81 | Unknown field "foo" parsing permissions
            permissions: { allow_responses: {max: x} }| 81 | interface conversion: interface {} is string, not int64 (expected: a whole number)
            permissions: { allow_responses: {ttl: 5} }| 81 | error parsing expires, not a duration string (expected: such as "30s" or "2m")
            permissions: { allow_responses: {ttl: x} }| 81 | error parsing expires: time: invalid duration "x" (expected: a number with a unit, such as "30s" or "2m")
            clients: [standard, foo]                  | 48 | invalid connection types ["FOO"] (expected: of [STANDARD, WEBSOCKET, LEAFNODE, LEAFNODE_WS, MQTT, MQTT_WS, IN_PROCESS])
            clients: 5                                | 48 | error parsing allowed connection types: unsupported type int64 (expected: one of [STANDARD, WEBSOCKET, LEAFNODE, LEAFNODE_WS, MQTT, MQTT_WS, IN_PROCESS])
            """)
    void saysWhatIsWrongWithAUser(String attribute, int column, String message) {
        String user = "authorization { users: [ { user: a, password: a, " + attribute + " } ] }";
        assertEquals(
                List.of("test.conf:1:" + (column + 1) + ": " + message),
                Users.configured(user).errors());
    }

    @Test
    void saysWhatIsWrongWithDefaultsOnce() {
        String wrong = "subject \"a..b\" is not a valid subject";
        String only = "authorization { user: a, password: a, permissions: { publish: \"a..b\" } }";
        assertEquals(List.of("test.conf:1:53: " + wrong), Users.configured(only).errors());
        assertEquals(
                List.of("test.conf:1:38: " + wrong),
                Users.configured("authorization { default_permissions { publish: \"a..b\" } }")
                        .errors());
    }

    @Test
    void warnsOfListsThatAllowEverything() {
        String message = "an empty list allows everything (to allow nothing: deny \">\")";
        List<String> warnings = Users.configured(Users.may("publish: [], subscribe: { allow: [], deny: [] }"))
                .warnings();
        assertEquals(2, warnings.stream().filter(text -> text.endsWith(message)).count(), warnings.toString());
    }

    @Test
    void knowsAllNames() {
        for (String publish : List.of("publish", "pub", "import", "Publish")) {
            assertEquals(
                    new PermissionRules(new Subjects(List.of("a"), List.of()), Subjects.ANY, null),
                    read(Map.of(publish, "a")));
        }
        for (String subscribe : List.of("subscribe", "sub", "export")) {
            assertEquals(
                    new PermissionRules(Subjects.ANY, new Subjects(List.of("a", "b q"), List.of("c")), null),
                    read(Map.of(subscribe, Map.of("allow", List.of("a", " b   q "), "deny", "c"))));
        }
        Responses two = new Responses(2, Duration.ofSeconds(5));
        for (String max : List.of("max", "max_msgs", "max_messages", "max_responses")) {
            for (String expires : List.of("expires", "expiration", "ttl")) {
                assertEquals(
                        two,
                        read(Map.of("allow_responses", Map.of(max, 2, expires, "5s")))
                                .responses());
            }
        }
    }

    @Test
    void answersHaveDefaultsAndMayBeUnlimited() {
        assertEquals(
                Responses.USUAL, read(Map.of("publish_allow_responses", true)).responses());
        assertEquals(PermissionRules.NONE, read(Map.of("allow_responses", false)));
        assertEquals(
                Responses.USUAL,
                read(Map.of("allow_responses", Map.of("max", 0, "expires", "0s")))
                        .responses());
        assertEquals(
                new Responses(-1, Duration.ofSeconds(-1)),
                read(Map.of("allow_responses", Map.of("max", -1, "expires", "-1s")))
                        .responses());
        assertEquals(
                new Subjects(List.of(), List.of("x")),
                read(Map.of("allow_responses", true, "publish", Map.of("deny", "x")))
                        .publish());
    }

    private static PermissionRules read(Map<String, ?> block) {
        var problems = new RecordedProblems();
        PermissionRules rules = PermissionBlock.read(new ConfigReader(ConfigNodes.of(block), problems));
        assertEquals(List.of(), problems.errors());
        return rules;
    }

    /** Whatever a block holds, reading it reports or gives rules that compile. */
    @Test
    void anyBlockIsReadOrReported() {
        Seed seed = Seed.forRun();
        seed.run(() -> {
            int read = 0;
            for (int i = 0; i < 5_000; i++) {
                Map<String, Object> block = block(seed, 0);
                var problems = new RecordedProblems();
                PermissionRules rules = PermissionBlock.read(new ConfigReader(ConfigNodes.of(block), problems));
                read += problems.errors().isEmpty() ? 1 : 0;
                var compiled = new CompiledRules(rules, new ServerClock());
                compiled.mayPublish("a.b");
                compiled.maySubscribe("a.*", "q");
                compiled.mayReceive("a.b", "q");
            }
            assertTrue(read > 100, "blocks without errors: " + read);
        });
    }

    private static final List<String> NAMES =
            List.of("publish", "sub", "allow_responses", "allow", "deny", "max", "expires", "PUB", "ttl", "", "x");
    private static final List<Object> VALUES = List.of(
            "a",
            "a.>",
            "a..b",
            "a q",
            "",
            " ",
            "> v1.*",
            "a b c",
            "\u0000",
            1,
            -1L,
            Long.MAX_VALUE,
            true,
            false,
            0.5,
            "2m");

    private static Map<String, Object> block(Seed seed, int depth) {
        Map<String, Object> block = new HashMap<>();
        for (int i = seed.random().nextInt(3); i >= 0; i--) {
            block.put(seed.oneOf(depth == 0 ? NAMES.subList(0, 3) : NAMES), value(seed, depth));
        }
        return block;
    }

    private static Object value(Seed seed, int depth) {
        return switch (depth > 2 ? 0 : seed.random().nextInt(6)) {
            case 0, 1, 2 -> seed.oneOf(VALUES);
            case 3, 4 -> block(seed, depth + 1);
            default -> {
                List<Object> all = new ArrayList<>();
                for (int i = seed.random().nextInt(4); i > 0; i--) {
                    all.add(value(seed, depth + 1));
                }
                yield all;
            }
        };
    }
}
