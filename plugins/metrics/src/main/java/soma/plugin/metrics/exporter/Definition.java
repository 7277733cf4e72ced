/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics.exporter;

import java.util.List;
import soma.plugin.metrics.sample.Families;
import soma.plugin.metrics.sample.Kind;

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
    static final String CORE = "gnatsd";
    static final String JETSTREAM = "jetstream";

    static Definition gauge(String document, String name, List<String> labels) {
        return new Definition(CORE, document, name, Kind.GAUGE, name, labels);
    }

    Definition of(Kind other) {
        return new Definition(system, document, name, other, help, labels);
    }

    Definition help(String other) {
        return new Definition(system, document, name, kind, other, labels);
    }

    Definition labels(List<String> others) {
        return new Definition(system, document, name, kind, help, others);
    }

    /** Returns the whole name. */
    public String fullName(String prefix) {
        return (prefix.isEmpty() ? system : prefix) + "_" + document + "_" + name;
    }

    void add(Families families, String prefix, List<String> values, double value) {
        families.add(fullName(prefix), kind, help, labels, values, value);
    }
}
