/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.subject.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import soma.plugin.subject.mapping.api.SubjectMappings.Destination;
import soma.plugin.subject.mapping.api.SubjectMappings.Mapping;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigNode.Kind;
import soma.spi.config.ConfigReader;
import soma.spi.subject.Subjects;

/** Reads a block of mappings, telling what is wrong in the words of nats-server. Confined to one thread. */
final class MappingReader {
    private static final int ALL = 100;

    private final ConfigReader block;

    MappingReader(ConfigReader block) {
        this.block = block;
    }

    List<Mapping> read() {
        List<Mapping> mappings = new ArrayList<>();
        for (String source : block.node().keys()) {
            ConfigNode node = block.node().child(source).orElseThrow();
            if (Subjects.isValid(source)) {
                read(source, node).filter(mapping -> isSound(mapping, node)).ifPresent(mappings::add);
            } else {
                error(node, "Subject \"" + source + "\" is not a valid subject");
            }
        }
        return mappings;
    }

    private Optional<Mapping> read(String source, ConfigNode node) {
        if (node.kind() == Kind.STRING) {
            return Optional.of(Mapping.of(source, node.text()));
        }
        List<ConfigNode> entries = node.kind() == Kind.ARRAY ? node.elements() : List.of(node);
        List<Destination> destinations = new ArrayList<>();
        entries.forEach(entry -> destination(entry).ifPresent(destinations::add));
        // with an entry missing, the weights would be told to be wrong as well
        return destinations.size() == entries.size()
                ? Optional.of(new Mapping(source, destinations))
                : Optional.empty();
    }

    private boolean isSound(Mapping mapping, ConfigNode node) {
        try {
            mapping.check();
            return true;
        } catch (IllegalArgumentException e) {
            String to = node.kind() == Kind.STRING ? " to \"" + node.text() + "\"" : "";
            error(node, "Error adding mapping for \"" + mapping.source() + "\"" + to + " : " + e.getMessage());
            return false;
        }
    }

    private Optional<Destination> destination(ConfigNode entry) {
        if (entry.kind() != Kind.MAP) {
            error(entry, "Expected an entry for the mapping destination");
            return Optional.empty();
        }
        ConfigReader reader = block.map(entry).orElseThrow();
        for (String key : entry.keys()) {
            if (!List.of("dest", "destination", "weight", "cluster").contains(key.toLowerCase(Locale.ROOT))) {
                error(entry.child(key).orElseThrow(), "Unknown field \"" + key + "\" for mapping destination");
                return Optional.empty();
            }
        }
        String subject = text(reader, "dest", "destination");
        String cluster = text(reader, "cluster");
        Optional<ConfigNode> weight = reader.find("weight");
        if (weight.isEmpty()) {
            error(entry, "Missing weight for mapping destination \"" + subject + "\"");
            return Optional.empty();
        }
        OptionalInt share = weight(weight.get());
        return share.isEmpty() ? Optional.empty() : Optional.of(new Destination(subject, share.getAsInt(), cluster));
    }

    private static String text(ConfigReader entry, String key, String... aliases) {
        return entry.find(key, aliases).map(node -> entry.text(node, "")).orElse("");
    }

    private OptionalInt weight(ConfigNode node) {
        return switch (node.kind()) {
            case INTEGER -> inRange(node, node.integer());
            case STRING -> percent(node);
            default -> {
                error(node, "Unknown entry type for weight (expected: a number or a percentage)");
                yield OptionalInt.empty();
            }
        };
    }

    private OptionalInt percent(ConfigNode node) {
        String text = node.text();
        String digits = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
        if (!digits.matches("[+-]?[0-9]{1,9}")) {
            error(node, "Invalid weight \"" + digits + "\" for mapping destination");
            return OptionalInt.empty();
        }
        return inRange(node, Integer.parseInt(digits));
    }

    private OptionalInt inRange(ConfigNode node, long weight) {
        if (weight < 0 || weight > ALL) {
            error(node, "Invalid weight " + weight + " for mapping destination");
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) weight);
    }

    private void error(ConfigNode at, String message) {
        block.problems().error(at, message);
    }
}
