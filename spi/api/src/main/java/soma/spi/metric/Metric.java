/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.metric;

import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import soma.spi.annotation.Api;

/**
 * One metric with its values.
 *
 * @param name    lower-case letters, digits and underscores, beginning with a letter; without the name of the source. That of a
 *                counter ends in {@code _total}, that of no other does; units are seconds and bytes, and are part of the name
 * @param type    what kind of number it is
 * @param help    one sentence
 * @param labels  the names of its labels, spelled as the name; none twice
 * @param samples the values; no label values twice
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record Metric(String name, Type type, String help, List<String> labels, List<Sample> samples) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,127}");
    private static final String TOTAL = "_total";

    /**
     * Makes a metric; the lists are copied.
     *
     * @throws IllegalArgumentException if a name is not spelled as it should be, or a sample has not one value for each label
     */
    public Metric {
        labels = List.copyOf(labels);
        samples = List.copyOf(samples);
        check(NAME.matcher(name).matches(), "the name of a metric", name);
        check(name.endsWith(TOTAL) == (type == Type.COUNTER), "_total, which a counter ends in, in", name);
        labels.forEach(label -> check(NAME.matcher(label).matches(), "the name of a label", label));
        check(new HashSet<>(labels).size() == labels.size(), "labels that are there twice in", name);
        for (Sample sample : samples) {
            check(sample.values().size() == labels.size(), "the number of label values in", name);
        }
    }

    private static void check(boolean right, String what, String where) {
        if (!right) {
            throw new IllegalArgumentException("wrong: " + what + " '" + where + "'");
        }
    }

    /** Makes a counter without labels, which only grows while the server runs. */
    public static Metric counter(String name, String help, double value) {
        return new Metric(name, Type.COUNTER, help, List.of(), List.of(new Sample(List.of(), value)));
    }

    /** Makes a gauge without labels, which rises and falls. */
    public static Metric gauge(String name, String help, double value) {
        return new Metric(name, Type.GAUGE, help, List.of(), List.of(new Sample(List.of(), value)));
    }

    /** What kind of number a metric is. */
    public enum Type {
        /** It only grows while the server runs. */
        COUNTER,
        /** It rises and falls. */
        GAUGE
    }

    /**
     * One value.
     *
     * @param values the values of the labels, in their order; any text
     * @param value  the number
     */
    public record Sample(List<String> values, double value) {
        /** Makes a sample; the list is copied. */
        public Sample {
            values = List.copyOf(values);
        }
    }
}
