/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import soma.spi.metric.Metric.Sample;
import soma.spi.metric.Metric.Type;

final class MetricTest {
    @Test
    void oneValueNeedsNoLabels() {
        assertEquals(
                new Metric("hits_total", Type.COUNTER, "Hits.", List.of(), List.of(new Sample(List.of(), 3))),
                Metric.counter("hits_total", "Hits.", 3));
        assertEquals(
                new Metric("level", Type.GAUGE, "Level.", List.of(), List.of(new Sample(List.of(), -1.5))),
                Metric.gauge("level", "Level.", -1.5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a-b", "1a", "_a", "a b", "a\n", "ä", "a:b"})
    void namesAreSpelledInOneWay(String name) {
        assertThrows(IllegalArgumentException.class, () -> Metric.gauge(name, "Help.", 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Metric("level", Type.GAUGE, "Help.", List.of(name), List.of()));
    }

    @Test
    void countersAndTheyAloneEndInTotal() {
        assertThrows(IllegalArgumentException.class, () -> Metric.counter("hits", "Hits.", 1));
        assertThrows(IllegalArgumentException.class, () -> Metric.gauge("hits_total", "Hits.", 1));
    }

    @Test
    void aSampleHasOneValueForEachLabel() {
        List<String> labels = List.of("kind", "reason");
        List<Sample> tooFew = List.of(new Sample(List.of("a"), 1));
        assertThrows(IllegalArgumentException.class, () -> new Metric("level", Type.GAUGE, "Level.", labels, tooFew));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Metric("level", Type.GAUGE, "Level.", List.of("a", "a"), List.of()));
    }
}
