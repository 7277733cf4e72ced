/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.subject.mapping.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import soma.plugin.subject.mapping.api.SubjectMappings.Destination;
import soma.plugin.subject.mapping.api.SubjectMappings.Mapping;
import soma.spi.subject.Subjects;

/** Says what is wrong with a mapping, and what its weights come to. */
final class MappingCheck {
    private static final int ALL = 100;

    private final Mapping mapping;
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Integer> weights = new HashMap<>();

    MappingCheck(Mapping mapping) {
        this.mapping = mapping;
    }

    void run() {
        if (!Subjects.isValid(mapping.source())) {
            throw TransformErrors.of(TransformErrors.SUBJECT);
        }
        mapping.destinations().forEach(this::check);
    }

    private void check(Destination destination) {
        if (!seen.add(destination.subject())) {
            throw TransformErrors.of("duplicate entry for \"" + destination.subject() + "\"");
        }
        if (destination.weight() < 0 || destination.weight() > ALL) {
            throw TransformErrors.of("individual weights need to be <= 100");
        }
        if (weights.merge(destination.cluster(), destination.weight(), Integer::sum) > ALL) {
            throw TransformErrors.of("total weight needs to be <= 100");
        }
        checkTokens(destination.subject());
        TransformParser.parse(mapping.source(), destination.subject(), false);
    }

    /** Looks for what a subject may hold but no destination of a mapping. */
    private static void checkTokens(String destination) {
        boolean ended = false;
        for (String token : destination.split("\\.", -1)) {
            if (token.isEmpty() || ended) {
                throw TransformErrors.in(token, TransformErrors.TRANSFORM);
            }
            if (FunctionParser.isCall(token)) {
                if (!FunctionParser.isKnownCall(token)) {
                    throw TransformErrors.in(token, TransformErrors.FUNCTION);
                }
            } else if (!Subjects.isValid(token)) {
                throw TransformErrors.of(TransformErrors.TRANSFORM);
            }
            ended = token.equals(">");
        }
    }

    static List<Destination> effective(Mapping mapping, String cluster) {
        List<Destination> own = of(mapping, cluster);
        List<Destination> holding = new ArrayList<>(own.isEmpty() ? of(mapping, "") : own);
        int left = ALL - holding.stream().mapToInt(Destination::weight).sum();
        boolean listed = mapping.destinations().stream()
                .anyMatch(destination -> destination.subject().equals(mapping.source()));
        if (left > 0 && !listed) {
            // whoever lists the source wants to lose the rest
            holding.add(new Destination(toItself(mapping.source()), left, own.isEmpty() ? "" : cluster));
        }
        return List.copyOf(holding);
    }

    private static List<Destination> of(Mapping mapping, String cluster) {
        return mapping.destinations().stream()
                .filter(destination -> destination.cluster().equals(cluster))
                .toList();
    }

    /** Returns the destination that leaves every subject as it is: {@code foo.$1} for {@code foo.*}. */
    private static String toItself(String source) {
        List<String> tokens = new ArrayList<>();
        int wildcards = 0;
        for (String token : source.split("\\.", -1)) {
            tokens.add(token.equals("*") ? "$" + ++wildcards : token);
        }
        return String.join(".", tokens);
    }
}
