/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics.sample;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import soma.plugin.metrics.sample.Family.Labels;

/** The metrics of one source. What comes first under a name decides its kind. Confined to one thread. */
public final class Families {
    /** So many samples a source may give: beyond them a scrape would take memory and time that the server needs. */
    public static final int MOST = 100_000;

    private final Map<String, Family> families = new LinkedHashMap<>();
    private int samples;

    /**
     * Adds a sample; one whose name and labels are there already is dropped.
     *
     * @throws IllegalStateException if there are too many
     */
    public void add(String name, Kind kind, String help, List<String> labels, List<String> values, double value) {
        if (samples >= MOST) {
            throw new IllegalStateException("more than " + MOST + " samples");
        }
        Family family = families.computeIfAbsent(name, _ -> new Family(name, kind, help));
        if (family.kind() == kind && family.add(new Labels(labels, values), value)) {
            samples++;
        }
    }

    /** Returns whether there is a metric of that name. */
    public boolean has(String name) {
        return families.containsKey(name);
    }

    /** Takes over the metrics of another source, but for those whose names are there already. */
    public void addAll(Families others) {
        others.families.forEach(families::putIfAbsent);
    }

    /** Returns all, in the order in which they came. */
    public Collection<Family> all() {
        return families.values();
    }
}
