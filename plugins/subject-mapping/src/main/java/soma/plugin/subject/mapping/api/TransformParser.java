/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.subject.mapping.api;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import soma.spi.subject.Subjects;

/** Makes transforms of their two texts. */
final class TransformParser {
    private TransformParser() {}

    static CompiledTransform parse(String source, String destination, boolean strict) {
        String from = source.isEmpty() ? ">" : source;
        String[] sourceTokens = from.split("\\.", -1);
        String[] tokens = destination.split("\\.", -1);
        boolean rest = sourceTokens[sourceTokens.length - 1].equals(">");
        if (!Subjects.isSubscribable(from)
                || !Subjects.isSubscribable(destination)
                || List.of(tokens).contains("*")
                || rest != tokens[tokens.length - 1].equals(">")) {
            throw TransformErrors.of(TransformErrors.SUBJECT);
        }
        int[] wildcards = wildcards(sourceTokens);
        boolean literal = wildcards.length == 0 && !rest;
        List<Part> parts = new ArrayList<>();
        for (String token : rest ? List.of(tokens).subList(0, tokens.length - 1) : List.of(tokens)) {
            Part part = new FunctionParser(literal, wildcards, token).parse();
            checkStrict(strict, part, token);
            parts.add(part);
        }
        if (strict) {
            checkEveryWildcardOnce(wildcards, parts, destination);
        }
        return new CompiledTransform(from, destination, parts, strict);
    }

    /** Returns the places of the wildcards. */
    static int[] wildcards(String[] tokens) {
        return IntStream.range(0, tokens.length)
                .filter(i -> tokens[i].equals("*"))
                .toArray();
    }

    private static void checkStrict(boolean strict, Part part, String token) {
        boolean reversible = part instanceof Part.Literal || part instanceof Part.Token;
        if (strict && !reversible) {
            throw TransformErrors.in(token, TransformErrors.STRICT);
        }
    }

    private static void checkEveryWildcardOnce(int[] wildcards, List<Part> parts, String destination) {
        List<Integer> used = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Part.Token(int index)) {
                used.add(index);
            }
        }
        for (int wildcard : wildcards) {
            if (!used.contains(wildcard)) {
                throw TransformErrors.in(destination, TransformErrors.UNUSED_WILDCARD);
            }
        }
        if (used.size() > wildcards.length) {
            throw TransformErrors.in(destination, TransformErrors.REPEATED_WILDCARD);
        }
    }
}
