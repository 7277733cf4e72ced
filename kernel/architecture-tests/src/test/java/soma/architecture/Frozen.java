/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.architecture;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Violations that are known and stay until somebody puts them right, one a line in {@code frozen/NAME.txt}, each under a
 * comment that says why it is there. The list may only shrink: a new violation fails, and so does a line that is no
 * violation any more.
 */
final class Frozen {
    private Frozen() {}

    /**
     * Compares violations of a rule with those known.
     *
     * @param rule what holds and why, as a sentence
     */
    static void check(String list, String rule, Collection<String> violations) {
        Set<String> found = new TreeSet<>(violations);
        Set<String> known = new TreeSet<>(lines("/frozen/" + list + ".txt"));
        Set<String> added = new TreeSet<>(found);
        added.removeAll(known);
        known.removeAll(found);
        if (!added.isEmpty()) {
            fail(rule + "\nBroken by:\n  " + String.join("\n  ", added));
        }
        if (!known.isEmpty()) {
            fail("No longer broken, so take it out of frozen/" + list + ".txt:\n  " + String.join("\n  ", known));
        }
    }

    /** Returns the lines of a resource of the tests, without comments and empty ones; none if it is missing. */
    static List<String> lines(String resource) {
        try (InputStream in = Frozen.class.getResourceAsStream(resource)) {
            return in == null
                    ? List.of()
                    : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                            .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
