/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.monitor;

import io.nats.client.support.JsonParseException;
import io.nats.client.support.JsonParser;
import io.nats.client.support.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares two JSON documents field by field: the same names, the same JSON types, the same values. What may differ is named
 * by path, with a reason; what is named but does not differ is a finding too, so that the list never grows stale.
 *
 * <p>Paths look like {@code connections[].subscriptions_list[]}; a {@code *} stands for any one name. Elements of arrays are
 * compared by position unless {@link #sorted} says otherwise. Immutable but for the note of which rules were of use.
 */
public final class JsonComparison {
    /** What a rule allows. */
    private enum Allowed {
        /** Another value of the same type. */
        VALUE,
        /** Whatever it is, also absence on either side. */
        ANYTHING,
        /** That only nats-server has it. */
        ABSENT,
        /** That only we have it. */
        EXTRA
    }

    private record Rule(Allowed allowed, Pattern path, String text, String reason) {}

    private final List<Rule> rules = new ArrayList<>();
    private final Map<String, String> sortKeys = new LinkedHashMap<>();
    private final Set<Rule> used = new LinkedHashSet<>();
    private final Map<Pattern, String> replacements = new LinkedHashMap<>();

    /** The values at these paths are volatile (times, ids, memory, ports): only their JSON type counts. */
    public JsonComparison volatileValue(String reason, String... paths) {
        return rule(Allowed.VALUE, reason, paths);
    }

    /** These paths are not compared at all, and may be absent on either side. */
    public JsonComparison ignored(String reason, String... paths) {
        return rule(Allowed.ANYTHING, reason, paths);
    }

    /** Only nats-server has these. */
    public JsonComparison absent(String reason, String... paths) {
        return rule(Allowed.ABSENT, reason, paths);
    }

    /** Only we have these. */
    public JsonComparison extra(String reason, String... paths) {
        return rule(Allowed.EXTRA, reason, paths);
    }

    /** The order of this array says nothing: its elements are sorted, objects by that field, before they are compared. */
    public JsonComparison sorted(String path, String field) {
        sortKeys.put(path, field);
        return this;
    }

    /** What matches anywhere in the text of the documents, also in names, is of this run: it is replaced before all else. */
    public JsonComparison replacing(String pattern, String replacement) {
        replacements.put(Pattern.compile(pattern), replacement);
        return this;
    }

    private JsonComparison rule(Allowed allowed, String reason, String... paths) {
        for (String path : paths) {
            String pattern = Pattern.quote(path).replace("*", "\\E[^.\\[]+\\Q");
            rules.add(new Rule(allowed, Pattern.compile(pattern), path, reason));
        }
        return this;
    }

    /** Returns what differs beyond what is allowed, a line each; empty if nothing does. */
    public List<String> differences(String natsServer, String ours) {
        List<String> found = new ArrayList<>();
        compare("", parse(natsServer), parse(ours), found);
        return found;
    }

    /** Returns the rules that no comparison so far had a use for; those for volatile values may go unused. */
    public List<String> unusedRules() {
        return rules.stream()
                .filter(rule -> rule.allowed != Allowed.VALUE && !used.contains(rule))
                .map(rule -> rule.text + " (" + rule.reason + ")")
                .toList();
    }

    private JsonValue parse(String document) {
        String text = document;
        for (Map.Entry<Pattern, String> entry : replacements.entrySet()) {
            text = entry.getKey().matcher(text).replaceAll(entry.getValue());
        }
        try {
            return JsonParser.parse(text, JsonParser.Option.KEEP_NULLS);
        } catch (JsonParseException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    private boolean allows(Allowed allowed, String path) {
        for (Rule rule : rules) {
            if (rule.allowed == allowed && rule.path.matcher(path).matches()) {
                used.add(rule);
                return true;
            }
        }
        return false;
    }

    private void compare(String path, JsonValue theirs, JsonValue ours, List<String> found) {
        if (allows(Allowed.ANYTHING, path)) {
            return;
        }
        if (!type(theirs).equals(type(ours))) {
            found.add(path + ": nats-server has " + type(theirs) + " " + theirs.toJson() + ", we have " + type(ours)
                    + " " + ours.toJson());
        } else if (theirs.map != null && ours.map != null) {
            compareFields(path, theirs.map, ours.map, found);
        } else if (theirs.array != null && ours.array != null) {
            compareElements(path, theirs.array, ours.array, found);
        } else if (!theirs.toJson().equals(ours.toJson()) && !allows(Allowed.VALUE, path)) {
            found.add(path + ": nats-server has " + theirs.toJson() + ", we have " + ours.toJson());
        }
    }

    private void compareFields(
            String path, Map<String, JsonValue> theirs, Map<String, JsonValue> ours, List<String> found) {
        Set<String> names = new TreeSet<>(theirs.keySet());
        names.addAll(ours.keySet());
        for (String name : names) {
            String inner = path.isEmpty() ? name : path + "." + name;
            JsonValue their = theirs.get(name);
            JsonValue our = ours.get(name);
            if (their != null && our != null) {
                compare(inner, their, our, found);
            } else {
                oneSided(inner, their, our, found);
            }
        }
    }

    private void oneSided(String path, @Nullable JsonValue theirs, @Nullable JsonValue ours, List<String> found) {
        boolean allowed = allows(Allowed.ANYTHING, path) || allows(ours == null ? Allowed.ABSENT : Allowed.EXTRA, path);
        if (!allowed && theirs != null) {
            found.add(path + ": only nats-server has it: " + theirs.toJson());
        } else if (!allowed && ours != null) {
            found.add(path + ": only we have it: " + ours.toJson());
        }
    }

    private void compareElements(String path, List<JsonValue> theirs, List<JsonValue> ours, List<String> found) {
        String inner = path + "[]";
        if (theirs.size() != ours.size() && !allows(Allowed.ANYTHING, inner)) {
            found.add(path + ": nats-server has " + theirs.size() + " elements " + shown(path, theirs) + ", we have "
                    + ours.size() + " " + shown(path, ours));
            return;
        }
        List<JsonValue> left = inOrder(path, theirs);
        List<JsonValue> right = inOrder(path, ours);
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            compare(inner, left.get(i), right.get(i), found);
        }
    }

    private String shown(String path, List<JsonValue> elements) {
        return inOrder(path, elements).stream()
                .map(element -> key(path, element))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private List<JsonValue> inOrder(String path, List<JsonValue> elements) {
        if (!sortKeys.containsKey(path)) {
            return elements;
        }
        List<JsonValue> sorted = new ArrayList<>(elements);
        sorted.sort((a, b) -> key(path, a).compareTo(key(path, b)));
        return sorted;
    }

    private String key(String path, JsonValue element) {
        String field = sortKeys.getOrDefault(path, "");
        JsonValue key = element.map == null ? null : element.map.get(field);
        return key == null ? element.toJson() : key.toJson();
    }

    private static String type(JsonValue value) {
        return switch (value.type) {
            case STRING -> "string";
            case BOOL -> "boolean";
            case NULL -> "null";
            case MAP -> "object";
            case ARRAY -> "array";
            default -> "number";
        };
    }
}
