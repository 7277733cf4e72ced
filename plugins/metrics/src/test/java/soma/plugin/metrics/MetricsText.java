/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text format, refusing whatever is not exactly in it. */
public final class MetricsText {
    private static final Pattern HELP =
            Pattern.compile("# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) ((?:[^\\\\\n]|\\\\[\\\\n])*)");
    private static final Pattern TYPE =
            Pattern.compile("# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|summary|histogram|untyped)");
    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (NaN|[+-]Inf|-?[0-9.]+(?:[eE][+-]?[0-9]+)?)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\\\\\"\n]|\\\\[\\\\\"n])*)\"");

    private final Map<String, String> types = new TreeMap<>();
    private final Map<String, String> helps = new TreeMap<>();
    private final Map<String, Double> samples = new TreeMap<>();

    private MetricsText() {}

    /** Reads a text. */
    public static MetricsText of(String text) {
        if (!text.endsWith("\n")) {
            throw new AssertionError("the last line does not end");
        }
        var read = new MetricsText();
        Set<String> closed = new HashSet<>();
        String current = "";
        for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
            String family = read.line(line);
            if (!family.equals(current)) {
                if (!closed.add(family)) {
                    throw new AssertionError("lines of " + family + " are in two places");
                }
                current = family;
            }
        }
        return read;
    }

    private String line(String line) {
        Matcher help = HELP.matcher(line);
        Matcher type = TYPE.matcher(line);
        Matcher sample = SAMPLE.matcher(line);
        if (help.matches()) {
            once(helps, help.group(1), help.group(2));
            return help.group(1);
        }
        if (type.matches()) {
            once(types, type.group(1), type.group(2));
            return type.group(1);
        }
        if (!sample.matches()) {
            throw new AssertionError("no line of the format: " + line);
        }
        String family = family(sample.group(1));
        if (samples.put(sample.group(1) + labels(sample.group(2)), Double.parseDouble(number(sample.group(3))))
                != null) {
            throw new AssertionError("twice: " + line);
        }
        return family;
    }

    private static void once(Map<String, String> map, String name, String value) {
        if (map.put(name, value) != null) {
            throw new AssertionError("twice: " + name);
        }
    }

    private String family(String name) {
        if (types.containsKey(name)) {
            return name;
        }
        String base = name.replaceAll("_(count|sum|bucket)$", "");
        if (!types.containsKey(base)) {
            throw new AssertionError("no type of " + name);
        }
        return base;
    }

    private static List<String> labels(String text) {
        List<String> labels = new ArrayList<>();
        Matcher label = LABEL.matcher(text == null ? "" : text);
        int end = 0;
        while (label.find(end) && label.start() == end) {
            labels.add(label.group());
            end = label.end() + (label.end() < text.length() && text.charAt(label.end()) == ',' ? 1 : 0);
        }
        if (text != null && end != text.length()) {
            throw new AssertionError("no labels: " + text);
        }
        return labels.stream().sorted().toList();
    }

    private static String number(String text) {
        return text.equals("+Inf") ? "Infinity" : text.equals("-Inf") ? "-Infinity" : text;
    }

    /** Returns the kinds by name. */
    public Map<String, String> types() {
        return types;
    }

    /** Returns what the metrics tell, by name. */
    public Map<String, String> helps() {
        return helps;
    }

    /** Returns the values, by name and labels. */
    public Map<String, Double> samples() {
        return samples;
    }

    /** Returns the value of a name whose labels, in order, are these. */
    public double value(String name, String... labels) {
        Double value = samples.get(name + List.of(labels));
        if (value == null) {
            throw new AssertionError("no " + name + List.of(labels) + " among "
                    + samples.keySet().stream().filter(k -> k.startsWith(name)).toList());
        }
        return value;
    }
}
