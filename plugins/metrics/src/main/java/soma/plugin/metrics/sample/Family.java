/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics.sample;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All samples of one name. Confined to one thread. */
public final class Family {
    private final String name;
    private final Kind kind;
    private final String help;
    private final List<Sample> samples = new ArrayList<>();
    private final Set<Labels> seen = new HashSet<>();

    Family(String name, Kind kind, String help) {
        this.name = name;
        this.kind = kind;
        this.help = help;
    }

    /**
     * Labels with their values.
     *
     * @param names  the names
     * @param values as many values
     */
    public record Labels(List<String> names, List<String> values) {
        /** Makes labels. */
        public Labels {
            if (names.size() != values.size()) {
                throw new IllegalArgumentException(names + " have not the values " + values);
            }
        }
    }

    /**
     * A value.
     *
     * @param labels its labels
     * @param value  the number
     */
    public record Sample(Labels labels, double value) {}

    /** Adds a sample unless there is one with the same labels, since of two the reader takes none; returns whether it did. */
    boolean add(Labels labels, double value) {
        return seen.add(labels) && samples.add(new Sample(labels, value));
    }

    /** Returns the name. */
    public String name() {
        return name;
    }

    /** Returns the kind. */
    public Kind kind() {
        return kind;
    }

    /** Returns what it tells, in words. */
    public String help() {
        return help;
    }

    /** Returns the samples, in the order in which they came. */
    public List<Sample> samples() {
        return samples;
    }
}
