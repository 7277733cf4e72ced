/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.metric;

import java.util.List;
import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.plugin.ExtensionPoint;

/**
 * Metrics of a plugin, contributed under a name such as {@code tls}, which the names of its metrics then begin with. Asked at each
 * collection; where no plugin collects metrics nobody asks. What it throws costs its own metrics only.
 *
 * <pre>{@code
 * contributions.add(MetricSource.POINT, "tls", () -> List.of(
 *         Metric.counter("handshakes_total", "TLS handshakes that succeeded.", (double) handshakes.sum())));
 * }</pre>
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
@RunsOn(Context.WORKER)
public interface MetricSource {
    /** Where sources are contributed; a name is of lower-case letters, digits and underscores, and begins with a letter. */
    ExtensionPoint<MetricSource> POINT = ExtensionPoint.named("metrics", MetricSource.class);

    /**
     * Returns the metrics as they are now, no name twice. Several threads may call it at a time. Takes microseconds rather than
     * seconds: it reads numbers that are there, and asks nobody for them.
     */
    List<Metric> metrics();
}
