/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import soma.plugin.auth.permissions.api.PermissionRules;
import soma.plugin.auth.permissions.api.PermissionRules.Responses;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigNode.Kind;
import soma.spi.config.ConfigReader;
import soma.spi.config.Durations;
import soma.spi.config.Problems;
import soma.spi.subject.Subjects;

/** Reads a block of permissions. Confined to the thread that binds. */
final class PermissionBlock {
    private final ConfigReader block;
    private final Problems problems;

    private PermissionBlock(ConfigReader block) {
        this.block = block;
        this.problems = block.problems();
    }

    static PermissionRules read(ConfigReader block) {
        return new PermissionBlock(block).read();
    }

    private PermissionRules read() {
        var rules = new PermissionRules(
                subjects(PermissionKeys.PUBLISH, false),
                subjects(PermissionKeys.SUBSCRIBE, true),
                block.find(PermissionKeys.ALLOW_RESPONSES)
                        .flatMap(this::responses)
                        .orElse(null));
        rejectUnknown(
                block,
                names(PermissionKeys.PUBLISH, PermissionKeys.SUBSCRIBE, PermissionKeys.ALLOW_RESPONSES),
                key -> "Unknown field " + Quoted.of(key) + " parsing permissions");
        return rules;
    }

    private PermissionRules.Subjects subjects(ConfigKey key, boolean queues) {
        Optional<ConfigNode> node = block.find(key);
        if (node.isEmpty()) {
            return PermissionRules.Subjects.ANY;
        }
        if (node.get().kind() != Kind.MAP) {
            return new PermissionRules.Subjects(allowed(node.get(), queues), List.of());
        }
        ConfigReader lists = block.map(node.get()).orElseThrow();
        rejectUnknown(
                lists,
                names(PermissionKeys.ALLOW, PermissionKeys.DENY),
                name -> "Unknown field name " + Quoted.of(name)
                        + " parsing subject permissions, only 'allow' or 'deny' are permitted");
        return new PermissionRules.Subjects(
                lists.find(PermissionKeys.ALLOW)
                        .map(allow -> allowed(allow, queues))
                        .orElse(null),
                lists.find(PermissionKeys.DENY).map(deny -> list(deny, queues)).orElse(List.of()));
    }

    /** Returns what is allowed; null for everything, which is also what an empty list means to nats-server. */
    private @Nullable List<String> allowed(ConfigNode node, boolean queues) {
        if (node.kind() == Kind.ARRAY && node.elements().isEmpty()) {
            problems.warning(node, "an empty list allows everything (to allow nothing: deny \">\")");
            return null;
        }
        return list(node, queues);
    }

    private List<String> list(ConfigNode node, boolean queues) {
        List<String> entries = new ArrayList<>();
        switch (node.kind()) {
            case STRING -> entry(node, queues).ifPresent(entries::add);
            case ARRAY ->
                node.elements().forEach(element -> {
                    if (element.kind() == Kind.STRING) {
                        entry(element, queues).ifPresent(entries::add);
                    } else {
                        problems.error(element, "Subject in permissions array cannot be cast to string");
                    }
                });
            default ->
                problems.error(
                        node,
                        "Expected subject permissions to be a subject, or array of subjects, got "
                                + GoTypes.nameOf(node.kind()));
        }
        return entries;
    }

    private Optional<String> entry(ConfigNode node, boolean queues) {
        String text = node.text();
        if (Subjects.isValid(text)) {
            return Optional.of(text);
        }
        Optional<QueueRule> qualified = queues ? QueueRule.parse(text) : Optional.empty();
        String subject = qualified.map(QueueRule::subject).orElse(text);
        if (qualified.isEmpty() || !Subjects.isValid(subject)) {
            problems.error(node, "subject " + Quoted.of(subject) + " is not a valid subject");
            return Optional.empty();
        }
        String queue = qualified.get().queue();
        if (!Subjects.isValid(queue)) {
            problems.error(node, "queue " + Quoted.of(queue) + " is not a valid queue");
            return Optional.empty();
        }
        return Optional.of(subject + " " + queue);
    }

    private Optional<Responses> responses(ConfigNode node) {
        return switch (node.kind()) {
            case BOOLEAN -> node.flag() ? Optional.of(Responses.USUAL) : Optional.empty();
            case MAP -> block.map(node).map(this::responses);
            default -> {
                problems.error(node, "error parsing response permissions, expected a boolean or a map");
                yield Optional.empty();
            }
        };
    }

    private Responses responses(ConfigReader limits) {
        long max = limits.integer(PermissionKeys.MAX, 0, Integer.MIN_VALUE, Integer.MAX_VALUE);
        Duration expires =
                limits.find(PermissionKeys.EXPIRES).flatMap(this::expires).orElse(Duration.ZERO);
        rejectUnknown(
                limits,
                names(PermissionKeys.MAX, PermissionKeys.EXPIRES),
                key -> "Unknown field " + Quoted.of(key) + " parsing permissions");
        return new Responses((int) max, expires);
    }

    private Optional<Duration> expires(ConfigNode node) {
        if (node.kind() != Kind.STRING) {
            problems.error(node, "error parsing expires, not a duration string (expected: such as \"30s\" or \"2m\")");
            return Optional.empty();
        }
        Optional<Duration> parsed = Durations.parse(node.text());
        if (parsed.isEmpty()) {
            problems.error(
                    node,
                    "error parsing expires: time: invalid duration " + Quoted.of(node.text())
                            + " (expected: a number with a unit, such as \"30s\" or \"2m\")");
        }
        return parsed;
    }

    private interface Unknown {
        String message(String key);
    }

    private void rejectUnknown(ConfigReader reader, Set<String> known, Unknown unknown) {
        for (String key : reader.node().keys()) {
            if (!known.contains(key.toLowerCase(Locale.ROOT))) {
                reader.node()
                        .child(key)
                        .filter(node -> !node.isVariable())
                        .ifPresent(node -> problems.error(node, unknown.message(key)));
            }
        }
    }

    private static Set<String> names(ConfigKey... keys) {
        return Stream.of(keys)
                .flatMap(key -> Stream.concat(Stream.of(key.name()), key.aliases().stream()))
                .collect(Collectors.toSet());
    }
}
