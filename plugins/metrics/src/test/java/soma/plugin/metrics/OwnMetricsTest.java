/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics;

import java.util.Map;
import java.util.Set;
import soma.spi.metric.MetricSource;
import soma.spi.tck.metric.MetricSourceContract;

final class OwnMetricsTest extends MetricSourceContract {
    private final MetricsPage page = new MetricsPage(() -> MetricsOptions.DEFAULT, () -> null);

    @Override
    protected MetricSource source() {
        return page::ownMetrics;
    }

    @Override
    protected void use(MetricSource source) {
        page.answer(Map.of(), Map.of());
    }

    @Override
    protected Set<String> names() {
        return Set.of("scrapes_total", "refused_scrapes_total");
    }
}
