/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.assembly;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import soma.spi.config.ConfigNode;

/** Finds top-level keys that nobody owns, and says who might. */
final class UnknownKeys {
    private final Collection<String> known;
    private final Function<String, Optional<String>> ownerHint;
    private final Collection<String> installed;

    /**
     * Makes a finder.
     *
     * @param known     the paths of all keys that are owned, in lower case
     * @param ownerHint names the plugin that would own a key, if it were installed
     * @param installed ids of the installed plugins
     */
    UnknownKeys(Collection<String> known, Function<String, Optional<String>> ownerHint, Collection<String> installed) {
        this.known = known;
        this.ownerHint = ownerHint;
        this.installed = installed;
    }

    void report(ConfigNode root, ProblemList problems) {
        for (String key : root.keys()) {
            String lower = key.toLowerCase(Locale.ROOT);
            ConfigNode node = root.child(key).orElseThrow();
            if (!known.contains(lower) && !node.isVariable()) {
                problems.error(node, message(key, lower, node));
            }
        }
    }

    private String message(String key, String lower, ConfigNode node) {
        return ownerHint
                .apply(lower)
                .map(owner -> missingPlugin(key, node, owner))
                .orElseGet(() -> "unknown field \"" + key + "\""
                        + closest(lower)
                                .map(k -> " (did you mean \"" + k + "\"?)")
                                .orElse(""));
    }

    private String missingPlugin(String key, ConfigNode node, String owner) {
        boolean block = node.kind() == ConfigNode.Kind.MAP;
        return (block ? key + " { } is a section" : key + " is a key") + " of plugin '" + owner
                + "', which is not installed (installed: " + String.join(", ", installed)
                + "). Put its jar into plugins/.";
    }

    private Optional<String> closest(String key) {
        String best = null;
        int least = Math.min(2, key.length() / 2) + 1;
        for (String candidate : known) {
            if (candidate.indexOf('.') >= 0) {
                continue; // a key inside a block
            }
            int distance = distance(key, candidate, least);
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Returns how many characters must be changed, added, dropped or swapped; at least the limit if it is no less. */
    private static int distance(String one, String other, int limit) {
        if (Math.abs(one.length() - other.length()) >= limit) {
            return limit;
        }
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, one, other, i, j);
            }
        }
        return cost[one.length()][other.length()];
    }

    private static int step(int[][] cost, String one, String other, int i, int j) {
        boolean same = one.charAt(i - 1) == other.charAt(j - 1);
        int least = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
