/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.subject.mapping.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import soma.spi.subject.Subjects;
import soma.spi.tck.fixture.Seed;

/** What holds for any transform, on random ones. */
final class TransformPropertiesTest {
    private static final int RUNS = 5_000;

    @Test
    void doesWhatReplacingByRegularExpressionsDoes() {
        Seed seed = Seed.forRun();
        seed.run(() -> {
            for (int i = 0; i < RUNS; i++) {
                String source = seed.pattern(List.of());
                String destination = destination(seed, source);
                String literal = literal(seed, source);
                SubjectTransform transform = SubjectTransform.strict(source, destination);
                assertTrue(transform.matches(literal), source + " matches " + literal);
                assertEquals(naive(source, destination, literal), transform.apply(literal), transform + " " + literal);
            }
        });
    }

    @Test
    void turnedRoundItGivesBackWhatItWasGiven() {
        Seed seed = Seed.forRun();
        seed.run(() -> {
            for (int i = 0; i < RUNS; i++) {
                String source = seed.pattern(List.of());
                SubjectTransform transform = SubjectTransform.strict(source, destination(seed, source));
                SubjectTransform back = transform.reversed();
                String literal = literal(seed, source);
                String mapped = transform.apply(literal);
                assertTrue(back.matches(mapped), back + " matches " + mapped);
                assertEquals(literal, back.apply(mapped), transform + " and " + back);
                assertEquals(source, back.applyToPattern(transform.applyToPattern(source)));
                assertEquals(back.source(), transform.applyToPattern(source), "all that comes of " + transform);
            }
        });
    }

    @Test
    void whatAPatternMatchesIsMappedToWhatItsMappingMatches() {
        Seed seed = Seed.forRun();
        seed.run(() -> {
            for (int i = 0; i < RUNS; i++) {
                String source = seed.pattern(List.of());
                SubjectTransform transform = SubjectTransform.strict(source, destination(seed, source));
                String literal = literal(seed, source);
                String pattern = narrowed(seed, source, literal);
                String mapped = transform.applyToPattern(pattern);
                assertTrue(
                        Subjects.matches(mapped, transform.apply(literal)),
                        transform + ": " + pattern + " to " + mapped + ", " + literal);
            }
        });
    }

    @Test
    void anyTextIsATransformOrRefusedWithAReason() {
        Seed seed = Seed.forRun();
        List<String> pieces = List.of(
                "a",
                ".",
                "*",
                ">",
                "$",
                "1",
                "2",
                "{{",
                "}}",
                "(",
                ")",
                ",",
                "partition",
                "wildcard",
                "split",
                "left",
                "-",
                " ",
                "99999999999999999999");
        seed.run(() -> {
            for (int i = 0; i < RUNS * 4; i++) {
                String destination = seed.random()
                        .ints(seed.random().nextInt(12), 0, pieces.size())
                        .mapToObj(pieces::get)
                        .collect(Collectors.joining());
                String source = seed.pattern(List.of());
                try {
                    SubjectTransform.of(source, destination).apply(literal(seed, source));
                } catch (IllegalArgumentException e) {
                    assertTrue(String.valueOf(e.getMessage()).startsWith("invalid "), e::toString);
                }
            }
        });
    }

    /** Returns a destination that uses every wildcard of the source once, in any order, between other tokens. */
    private static String destination(Seed seed, String source) {
        List<String> tokens = new ArrayList<>();
        int wildcards = 0;
        for (String token : source.split("\\.", -1)) {
            if (token.equals("*")) {
                wildcards++;
                tokens.add(seed.random().nextBoolean() ? "$" + wildcards : "{{wildcard(" + wildcards + ")}}");
            }
        }
        tokens.addAll(List.of(seed.literal(List.of()).split("\\.", -1)));
        Collections.shuffle(tokens, seed.random());
        if (source.endsWith(">")) {
            tokens.add(">");
        }
        return String.join(".", tokens);
    }

    private static String literal(Seed seed, String pattern) {
        return Arrays.stream(pattern.split("\\.", -1))
                .map(token -> switch (token) {
                    case "*" -> "w" + seed.random().nextInt(10);
                    case ">" -> seed.literal(List.of());
                    default -> token;
                })
                .collect(Collectors.joining("."));
    }

    /** Returns a pattern that the source covers and that covers the literal. */
    private static String narrowed(Seed seed, String source, String literal) {
        String[] tokens = source.split("\\.", -1);
        String[] values = literal.split("\\.", -1);
        for (int i = 0; i < tokens.length; i++) {
            if (tokens[i].equals("*") && seed.random().nextBoolean()) {
                tokens[i] = values[i];
            }
        }
        return String.join(".", tokens);
    }

    private static String naive(String source, String destination, String literal) {
        String regex = Arrays.stream(source.split("\\.", -1))
                .map(token -> switch (token) {
                    case "*" -> "([^.]+)";
                    case ">" -> "(.+)";
                    default -> Pattern.quote(token);
                })
                .collect(Collectors.joining("\\."));
        long groups = Pattern.compile("\\*|>").matcher(source).results().count();
        String replacement = Arrays.stream(destination.split("\\.", -1))
                .map(token -> token.equals(">")
                        ? "$" + groups
                        : token.replaceAll("\\{\\{wildcard\\((\\d)\\)}}", "\\$$1")
                                .replaceAll("\\$(?!\\d)", "\\\\\\$"))
                .collect(Collectors.joining("."));
        return literal.replaceFirst("^" + regex + "$", replacement);
    }
}
