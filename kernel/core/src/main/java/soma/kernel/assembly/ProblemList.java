/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.assembly;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import soma.spi.config.ConfigNode.Position;
import soma.spi.config.Problems;

/**
 * Keeps what is wrong, warnings and errors in the order of finding, each once though several readers may find it. Confined
 * to one thread.
 */
public final class ProblemList implements Problems {
    private final Set<Entry> entries = new LinkedHashSet<>();

    /** Makes an empty list. */
    public ProblemList() {}

    @Override
    public void error(Position at, String message) {
        entries.add(new Entry(true, at, message));
    }

    @Override
    public void warning(Position at, String message) {
        entries.add(new Entry(false, at, message));
    }

    /** Reports that a plugin cannot be used. */
    public void plugin(String id, String message) {
        error(new Position("plugin '" + id + "'", 0, 0), message);
    }

    /** Returns whether any error was reported. */
    public boolean hasErrors() {
        return entries.stream().anyMatch(Entry::error);
    }

    /** Returns everything reported so far. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /**
     * Something wrong.
     *
     * @param error   whether it stops the server, rather than being a warning
     * @param at      where
     * @param message what was found, what was expected, what to do
     */
    public record Entry(boolean error, Position at, String message) {}
}
