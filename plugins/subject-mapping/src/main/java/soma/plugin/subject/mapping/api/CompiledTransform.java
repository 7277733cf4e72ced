/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.subject.mapping.api;

import java.util.ArrayList;
import java.util.List;
import soma.spi.subject.Subjects;

/** A transform that is ready to use. */
final class CompiledTransform implements SubjectTransform {
    private static final String ANY = "*";

    private final String source;
    private final String destination;
    private final List<Part> parts;
    private final boolean strict;
    private final String[] sourceTokens;
    private final boolean rest;

    /**
     * Makes a transform.
     *
     * @param parts the tokens of the destination, without the {@code >} that may follow them
     */
    CompiledTransform(String source, String destination, List<Part> parts, boolean strict) {
        this.source = source;
        this.destination = destination;
        this.parts = List.copyOf(parts);
        this.strict = strict;
        this.sourceTokens = tokens(source);
        this.rest = sourceTokens[sourceTokens.length - 1].equals(">");
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public String destination() {
        return destination;
    }

    @Override
    public boolean matches(String literal) {
        return Subjects.matches(source, literal);
    }

    @Override
    public boolean isStable() {
        return parts.stream().noneMatch(part -> part instanceof Part.Drawn);
    }

    @Override
    public String apply(String literal) {
        String[] tokens = tokens(literal);
        var result = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            result.append(i == 0 ? "" : ".");
            parts.get(i).append(tokens, result);
        }
        if (rest) {
            for (int i = sourceTokens.length - 1; i < tokens.length; i++) {
                result.append(result.isEmpty() ? "" : ".").append(tokens[i]);
            }
        }
        return result.toString();
    }

    @Override
    public String applyToPattern(String pattern) {
        checkStrict();
        return apply(pattern);
    }

    @Override
    public SubjectTransform reversed() {
        checkStrict();
        List<String> pattern = new ArrayList<>();
        Part[] back = new Part[sourceTokens.length];
        for (int i = 0; i < parts.size(); i++) {
            switch (parts.get(i)) {
                case Part.Token(int index) -> {
                    back[index] = new Part.Token(i);
                    pattern.add(ANY);
                }
                case Part.Literal(String text) -> pattern.add(text);
                default -> throw new IllegalStateException("not a strict transform: " + this);
            }
        }
        return new CompiledTransform(join(pattern), join(sourceTexts(pattern)), partsOfSource(back), true);
    }

    /** Returns the tokens of the source, numbers in the order of the wildcards of a pattern in place of wildcards. */
    private List<String> sourceTexts(List<String> pattern) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < sourceTokens.length - (rest ? 1 : 0); i++) {
            texts.add(sourceTokens[i].equals(ANY) ? "$" + wildcardNumber(i, pattern) : sourceTokens[i]);
        }
        return texts;
    }

    private int wildcardNumber(int place, List<String> pattern) {
        int number = 0;
        for (int i = 0; i < pattern.size(); i++) {
            if (parts.get(i) instanceof Part.Token(int index)) {
                number++;
                if (index == place) {
                    return number;
                }
            }
        }
        throw new IllegalStateException("not a strict transform: " + this);
    }

    private List<Part> partsOfSource(Part[] wildcards) {
        List<Part> all = new ArrayList<>();
        for (int i = 0; i < sourceTokens.length - (rest ? 1 : 0); i++) {
            all.add(sourceTokens[i].equals(ANY) ? wildcards[i] : new Part.Literal(sourceTokens[i]));
        }
        return all;
    }

    private String join(List<String> tokens) {
        String joined = String.join(".", tokens);
        return rest ? joined + (joined.isEmpty() ? ">" : ".>") : joined;
    }

    private void checkStrict() {
        if (!strict) {
            throw new IllegalStateException("not a strict transform: " + this);
        }
    }

    private static String[] tokens(String subject) {
        return subject.split("\\.", -1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CompiledTransform that
                && source.equals(that.source)
                && destination.equals(that.destination)
                && strict == that.strict;
    }

    @Override
    public int hashCode() {
        return 31 * source.hashCode() + destination.hashCode();
    }

    @Override
    public String toString() {
        return source + " -> " + destination;
    }
}
