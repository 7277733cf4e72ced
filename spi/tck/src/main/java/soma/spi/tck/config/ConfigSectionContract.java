/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import soma.spi.annotation.Api;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigReader;
import soma.spi.config.ConfigScope;
import soma.spi.config.ConfigSection;
import soma.spi.config.ReloadPlan;
import soma.spi.tck.fixture.ConfigNodes;
import soma.spi.tck.fixture.RecordedProblems;
import soma.spi.tck.fixture.RecordedProblems.Problem;

/**
 * What every {@link ConfigSection} must do. A test extends it and gives the section, a configuration that sets every key
 * of it to something other than the default, and what both should give.
 *
 * @param <T> the typed value; must have equality
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public abstract class ConfigSectionContract<T> {
    private static final Instant MISPLACED = Instant.parse("2026-01-31T12:00:00Z");
    private static final String UNKNOWN = "tck_unknown_key";

    /** For subclasses. */
    protected ConfigSectionContract() {}

    /** Returns the section. */
    protected abstract ConfigSection<T> section();

    /** Returns what an empty configuration gives. */
    protected abstract T defaults();

    /** Returns a configuration of plain values that sets every key; see {@link ConfigNodes}. */
    protected abstract Map<String, Object> fullConfig();

    /** Returns what {@link #fullConfig()} gives. */
    protected abstract T full();

    /** Returns whether maps under that dotted path may hold keys of any name; no, unless overridden. */
    protected boolean takesAnyKey(String path) {
        return false;
    }

    /** Returns what the binder may know of other plugins; nothing, unless overridden. */
    protected ConfigScope scope() {
        return ConfigScope.ALONE;
    }

    /** Returns what a reload changes in the running server, to see that preparing does not; null if nothing is to see. */
    protected @Nullable Object effect() {
        return null;
    }

    @Test
    public void anEmptyConfigurationGivesTheDefaults() {
        assertEquals(defaults(), bindCleanly(Map.of()));
    }

    @Test
    public void aFullConfigurationGivesEverything() {
        section().keys().stream()
                .filter(key -> key.name().indexOf('.') < 0)
                .forEach(key -> assertTrue(
                        fullConfig().containsKey(key.name()),
                        "the full configuration of the test lacks the key " + key.name()));
        assertEquals(full(), bindCleanly(fullConfig()));
    }

    @Test
    public void namesAreTakenInAnyCaseAndUnderEveryAlias() {
        Map<String, Object> upper = new LinkedHashMap<>();
        fullConfig().forEach((key, value) -> upper.put(key.toUpperCase(Locale.ROOT), value));
        assertEquals(full(), bindCleanly(upper), "keys in upper case");
        for (ConfigKey key : section().keys()) {
            for (String alias : key.aliases()) {
                Map<String, Object> renamed = new LinkedHashMap<>(fullConfig());
                Object value = renamed.remove(key.name());
                if (value != null) {
                    renamed.put(alias, value);
                }
                assertEquals(full(), bindCleanly(renamed), "key " + key.name() + " as " + alias);
            }
        }
    }

    @Test
    public void aWrongKindIsReportedWhereItStands() {
        for (String key : fullConfig().keySet()) {
            Map<String, Object> wrong = new LinkedHashMap<>(fullConfig());
            wrong.put(key, MISPLACED);
            ConfigNode root = ConfigNodes.of(wrong);
            RecordedProblems problems = new RecordedProblems();
            section().binder().bind(new ConfigReader(root, problems, scope()));
            assertReportedAt(root, key, problems.errors(), "a date as " + key);
        }
    }

    @Test
    public void everyWrongKeyIsReportedInOnePass() {
        Map<String, Object> wrong = new LinkedHashMap<>();
        fullConfig().keySet().forEach(key -> wrong.put(key, MISPLACED));
        ConfigNode root = ConfigNodes.of(wrong);
        RecordedProblems problems = new RecordedProblems();
        section().binder().bind(new ConfigReader(root, problems, scope()));
        wrong.keySet().forEach(key -> assertReportedAt(root, key, problems.errors(), "all wrong, " + key));
    }

    @Test
    public void unknownNestedKeysAreReported() {
        checkNested(fullConfig(), "");
    }

    @Test
    public void keysOfOthersAreLeftAlone() {
        Map<String, Object> more = new LinkedHashMap<>(fullConfig());
        more.put(UNKNOWN, List.of(1, 2));
        assertEquals(full(), bindCleanly(more));
    }

    @Test
    public void bindingHasNoEffectAndCanBeRepeated() {
        Object before = effect();
        assertEquals(bindCleanly(fullConfig()), bindCleanly(fullConfig()));
        assertEquals(defaults(), bindCleanly(Map.of()), "the defaults, after a full configuration was bound");
        assertEquals(before, effect(), "the server, after configurations were bound");
    }

    @Test
    public void everyKeyIsDocumented() {
        for (ConfigKey key : section().keys()) {
            assertEquals(key.name().toLowerCase(Locale.ROOT), key.name(), "a key's name is in lower case");
            assertFalse(key.type().isBlank(), key.name() + ": type");
            assertFalse(key.help().isBlank(), key.name() + ": help");
        }
    }

    @Test
    public void reloadingTheSameChangesNothing() {
        RecordedProblems problems = new RecordedProblems();
        List<ReloadPlan> plans =
                section().reloader().prepare(bindCleanly(fullConfig()), bindCleanly(fullConfig()), problems);
        assertEquals(List.of(), problems.errors());
        assertEquals(List.of(), plans.stream().map(ReloadPlan::describe).toList());
    }

    @Test
    public void preparingAReloadHasNoEffect() {
        Object before = effect();
        RecordedProblems problems = new RecordedProblems();
        List<ReloadPlan> plans = section().reloader().prepare(defaults(), full(), problems);
        assertTrue(
                !plans.isEmpty() || !problems.errors().isEmpty(),
                "everything changes: plans, or errors that say that it cannot be reloaded");
        assertEquals(before, effect(), "the server, before any plan is committed");
        plans.forEach(plan -> assertFalse(plan.describe().isBlank(), "a plan's description"));
        if (problems.errors().isEmpty()) {
            plans.forEach(ReloadPlan::commit);
        }
    }

    private T bindCleanly(Map<String, Object> config) {
        RecordedProblems problems = new RecordedProblems();
        T value = section().binder().bind(new ConfigReader(ConfigNodes.of(config), problems, scope()));
        assertEquals(List.of(), problems.errors(), "errors");
        assertEquals(List.of(), problems.warnings(), "warnings");
        return value;
    }

    private void checkNested(Map<String, Object> map, String path) {
        map.forEach((key, value) -> {
            String inner = path.isEmpty() ? key : path + "." + key;
            if (value instanceof Map<?, ?> child && !takesAnyKey(inner)) {
                checkUnknown(inner);
                Map<String, Object> children = new LinkedHashMap<>();
                child.forEach((k, v) -> children.put(String.valueOf(k), v));
                checkNested(children, inner);
            }
        });
    }

    private void checkUnknown(String path) {
        ConfigNode root = ConfigNodes.of(with(fullConfig(), path));
        RecordedProblems problems = new RecordedProblems();
        section().binder().bind(new ConfigReader(root, problems, scope()));
        assertReportedAt(root, path + "." + UNKNOWN, problems.errors(), "an unknown key in " + path);
    }

    private static Map<String, Object> with(Map<String, Object> map, String path) {
        Map<String, Object> copy = new LinkedHashMap<>(map);
        int dot = path.indexOf('.');
        String first = dot < 0 ? path : path.substring(0, dot);
        Map<String, Object> child = new LinkedHashMap<>();
        if (copy.get(first) instanceof Map<?, ?> there) {
            there.forEach((k, v) -> child.put(String.valueOf(k), v));
        }
        if (dot < 0) {
            child.put(UNKNOWN, 1);
            copy.put(first, child);
        } else {
            copy.put(first, with(child, path.substring(dot + 1)));
        }
        return copy;
    }

    private static void assertReportedAt(ConfigNode root, String path, List<Problem> errors, String what) {
        ConfigNode node = root;
        for (String key : path.split("\\.", -1)) {
            node = node.child(key).orElseThrow();
        }
        ConfigNode.Position at = node.keyPosition();
        assertTrue(
                errors.stream().anyMatch(problem -> problem.at().equals(at)),
                what + " at " + at + " (expected: an error there) gives " + errors);
    }
}
