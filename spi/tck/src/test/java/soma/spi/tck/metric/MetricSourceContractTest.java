/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.metric;

import static soma.spi.tck.fixture.ContractRun.assertFails;
import static soma.spi.tck.fixture.ContractRun.assertPasses;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import soma.spi.metric.Metric;
import soma.spi.metric.Metric.Sample;
import soma.spi.metric.Metric.Type;
import soma.spi.metric.MetricSource;

final class MetricSourceContractTest {
    @Test
    void acceptsACorrectSource() {
        assertPasses(Right.class);
    }

    @Test
    void findsAMetricThatIsMissing() {
        assertFails(Missing.class, "hasTheMetricsExpected");
    }

    @Test
    void findsNamesAndLabelValuesThatAreThereTwice() {
        assertFails(Twice.class, "givesNoNameTwice");
        assertFails(SameLabels.class, "givesNoLabelValuesTwice");
    }

    @Test
    void findsHelpThatIsMissing() {
        assertFails(Silent.class, "saysWhatEachMetricIs");
    }

    @Test
    void findsCountersThatFall() {
        assertFails(Falling.class, "countersNeverFall");
    }

    @Test
    void findsMetricsThatChangeTheirKind() {
        assertFails(Changing.class, "keepsKindAndLabelsOfAName");
    }

    static class Right extends MetricSourceContract {
        final AtomicInteger uses = new AtomicInteger();

        @Override
        protected MetricSource source() {
            return () -> List.of(
                    Metric.counter("uses_total", "How often it was used.", uses.get()),
                    Metric.gauge("level", "How high it is.", -1));
        }

        @Override
        protected Set<String> names() {
            return Set.of("uses_total", "level");
        }

        @Override
        protected void use(MetricSource source) {
            uses.incrementAndGet();
        }
    }

    static class Missing extends Right {
        @Override
        protected Set<String> names() {
            return Set.of("absent");
        }
    }

    static class Twice extends Right {
        @Override
        protected MetricSource source() {
            Metric level = Metric.gauge("level", "How high it is.", 1);
            return () -> List.of(level, level, Metric.counter("uses_total", "How often.", 1));
        }
    }

    static class SameLabels extends Right {
        @Override
        protected MetricSource source() {
            var sample = new Sample(List.of("a"), 1);
            var level = new Metric("level", Type.GAUGE, "How high.", List.of("of"), List.of(sample, sample));
            return () -> List.of(level, Metric.counter("uses_total", "How often.", 1));
        }
    }

    static class Silent extends Right {
        @Override
        protected MetricSource source() {
            return () -> List.of(Metric.counter("uses_total", " ", 1), Metric.gauge("level", "How high.", 1));
        }
    }

    static class Falling extends Right {
        @Override
        protected MetricSource source() {
            return () -> List.of(
                    Metric.counter("uses_total", "How often.", -uses.get()), Metric.gauge("level", "How high.", 1));
        }
    }

    static class Changing extends Right {
        @Override
        protected MetricSource source() {
            return () -> List.of(
                    Metric.counter("uses_total", "How often.", 1), Metric.gauge("level", "Use " + uses.get(), 1));
        }
    }
}
