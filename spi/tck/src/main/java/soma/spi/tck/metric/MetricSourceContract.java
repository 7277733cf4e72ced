/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import soma.spi.annotation.Api;
import soma.spi.metric.Metric;
import soma.spi.metric.MetricSource;

/** What every {@link MetricSource} must do. A test extends it and gives a source with something to tell. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public abstract class MetricSourceContract {
    private static final int TIMES = 3;

    /** For subclasses. */
    protected MetricSourceContract() {}

    /** Makes the source; every test makes one. */
    protected abstract MetricSource source();

    /** Returns the names of metrics that must be there. */
    protected abstract Set<String> names();

    /** Does something that counters count, if that is possible in a test; nothing unless overridden. */
    protected void use(MetricSource source) {}

    @Test
    public void hasTheMetricsExpected() {
        Set<String> found = source().metrics().stream().map(Metric::name).collect(Collectors.toSet());
        assertTrue(found.containsAll(names()), "the metrics " + names() + ", among " + found);
    }

    @Test
    public void givesNoNameTwice() {
        List<String> found = source().metrics().stream().map(Metric::name).toList();
        assertEquals(new HashSet<>(found).size(), found.size(), found::toString);
    }

    @Test
    public void saysWhatEachMetricIs() {
        for (Metric metric : source().metrics()) {
            assertFalse(metric.help().isBlank() || metric.help().contains("\n"), "the help of " + metric.name());
        }
    }

    @Test
    public void givesNoLabelValuesTwice() {
        for (Metric metric : source().metrics()) {
            Set<List<String>> seen = new HashSet<>();
            metric.samples().forEach(s -> assertTrue(seen.add(s.values()), metric.name() + s.values()));
        }
    }

    @Test
    public void keepsKindAndLabelsOfAName() {
        MetricSource source = source();
        Map<String, String> before = shapes(source);
        use(source);
        shapes(source).forEach((name, shape) -> assertEquals(before.getOrDefault(name, shape), shape, name));
    }

    @Test
    public void countersNeverFall() {
        MetricSource source = source();
        Map<String, Double> before = counters(source);
        for (int i = 0; i < TIMES; i++) {
            use(source);
            Map<String, Double> after = counters(source);
            before.forEach((name, value) -> assertTrue(
                    after.getOrDefault(name, value) >= value, name + " fell from " + value + " to " + after.get(name)));
            before = after;
        }
    }

    private static Map<String, String> shapes(MetricSource source) {
        Map<String, String> shapes = new TreeMap<>();
        source.metrics().forEach(m -> shapes.put(m.name(), m.type() + " " + m.labels() + " " + m.help()));
        return shapes;
    }

    private static Map<String, Double> counters(MetricSource source) {
        Map<String, Double> counters = new HashMap<>();
        for (Metric metric : source.metrics()) {
            if (metric.type() == Metric.Type.COUNTER) {
                metric.samples().forEach(s -> counters.put(metric.name() + s.values(), s.value()));
            }
        }
        return counters;
    }
}
