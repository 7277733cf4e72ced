/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics.sample;

import java.util.List;

/**
 * A metric whose name is known beforehand.
 *
 * @param system   what its name begins with if no prefix is configured
 * @param document the second part of its name
 * @param name     the rest of it
 * @param kind     the kind
 * @param help     what it tells, in words
 * @param labels   the names of its labels
 */
public record Definition(String system, String document, String name, Kind kind, String help, List<String> labels) {
    /** What names begin with if no prefix is configured. */
    public static final String CORE = "gnatsd";
    /** What those of JetStream begin with then. */
    public static final String JETSTREAM = "jetstream";

    /** Makes a gauge of the server whose name says what it tells. */
    public static Definition gauge(String document, String name, List<String> labels) {
        return new Definition(CORE, document, name, Kind.GAUGE, name, labels);
    }

    /** Returns this with another kind. */
    public Definition of(Kind other) {
        return new Definition(system, document, name, other, help, labels);
    }

    /** Returns this with other words. */
    public Definition help(String other) {
        return new Definition(system, document, name, kind, other, labels);
    }

    /** Returns this with other labels. */
    public Definition labels(List<String> others) {
        return new Definition(system, document, name, kind, help, others);
    }

    /** Returns the whole name. */
    public String fullName(String prefix) {
        return (prefix.isEmpty() ? system : prefix) + "_" + document + "_" + name;
    }

    /** Adds a sample of it. */
    public void add(Families families, String prefix, List<String> values, double value) {
        families.add(fullName(prefix), kind, help, labels, values, value);
    }
}
