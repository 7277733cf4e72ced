/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The top-level keys that nats-server knows and the plugins that own them here, so that a message can name the plugin
 * that is missing, or the key that was meant. Plugins of others declare keys of their own, which are not listed.
 */
public final class KnownKeys {
    private static final int MOST_EDITS = 2;
    private static final Map<String, String> OWNERS = owners();
    private static final Set<String> NAMES = OWNERS.keySet().stream()
            .filter(name -> name.indexOf('.') < 0)
            .collect(Collectors.toCollection(LinkedHashSet::new));

    private KnownKeys() {}

    /**
     * Returns the id of the plugin that owns a key, given by any of its names and in any case: a top-level key, or the
     * dotted path of one inside a block of another plugin, {@code *} standing for a name of the author's choice and for the
     * elements of a list.
     */
    public static Optional<String> ownerOf(String key) {
        return Optional.ofNullable(OWNERS.get(key.toLowerCase(Locale.ROOT)));
    }

    /** Returns all names of top-level keys, in lower case. */
    public static Set<String> names() {
        return Collections.unmodifiableSet(NAMES);
    }

    /** Returns the top-level key that was probably meant, if one is at most two slips of the keyboard away. */
    public static Optional<String> suggest(String unknown) {
        return suggest(unknown, NAMES);
    }

    /** Returns the candidate that was probably meant, if one is at most two slips of the keyboard away. */
    public static Optional<String> suggest(String unknown, Collection<String> candidates) {
        String wrong = unknown.toLowerCase(Locale.ROOT);
        String best = "";
        // of a short word, two slips leave too little to recognize it by
        int least = Math.min(MOST_EDITS, (wrong.length() - 1) / 2) + 1;
        for (String candidate : candidates) {
            boolean near = Math.abs(candidate.length() - wrong.length()) < least;
            int edits = near ? edits(wrong, candidate) : least;
            if (edits < least) {
                least = edits;
                best = candidate;
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best);
    }

    /** Counts the letters to insert, delete, replace or exchange with a neighbour to get from one word to another. */
    private static int edits(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int same = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                int least = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + same);
                boolean exchanged = i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                cost[i][j] = exchanged ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
            }
        }
        return cost[from.length()][to.length()];
    }

    private static Map<String, String> owners() {
        Map<String, String> owners = new LinkedHashMap<>();
        try (InputStream in = KnownKeys.class.getResourceAsStream("known-keys.txt")) {
            if (in == null) {
                throw new IllegalStateException("known-keys.txt is not in the jar");
            }
            String table = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String line : table.lines().toList()) {
                List<String> words = List.of(line.split(" ", -1));
                if (!line.isEmpty() && !line.startsWith("#")) {
                    words.subList(1, words.size()).forEach(key -> owners.put(key, words.getFirst()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Collections.unmodifiableMap(owners);
    }
}
