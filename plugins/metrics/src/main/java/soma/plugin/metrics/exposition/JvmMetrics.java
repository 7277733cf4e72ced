/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics.exposition;

import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmClassLoadingMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmCompilationMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryPoolAllocationMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/**
 * The metrics of the JVM and of its process, by the names of the client library. There is one JVM, so there is one
 * registry; made when
 * first asked, since it listens to garbage collections from then on.
 */
public final class JvmMetrics {
    /** None. */
    public static final JvmMetrics NONE = new JvmMetrics(MetricSnapshots.of());

    private final MetricSnapshots snapshots;

    private JvmMetrics(MetricSnapshots snapshots) {
        this.snapshots = snapshots;
    }

    private static final class Holder {
        private static final PrometheusRegistry REGISTRY = made();

        private static PrometheusRegistry made() {
            var registry = new PrometheusRegistry();
            PrometheusProperties properties = PrometheusProperties.get();
            JvmThreadsMetrics.builder(properties).register(registry);
            JvmBufferPoolMetrics.builder(properties).register(registry);
            JvmClassLoadingMetrics.builder(properties).register(registry);
            JvmCompilationMetrics.builder(properties).register(registry);
            JvmGarbageCollectorMetrics.builder(properties).register(registry);
            JvmMemoryPoolAllocationMetrics.builder(properties).register(registry);
            JvmMemoryMetrics.builder(properties).register(registry);
            JvmRuntimeInfoMetric.builder(properties).register(registry);
            ProcessMetrics.builder(properties).register(registry);
            return registry;
        }
    }

    /**
     * Reads them.
     *
     * @throws IllegalStateException if the library cannot be used, as with settings of its own in the environment
     * that it rejects
     */
    public static JvmMetrics now() {
        try {
            return new JvmMetrics(Holder.REGISTRY.scrape());
        } catch (LinkageError e) {
            throw new IllegalStateException("the client library does not start", e);
        }
    }

    MetricSnapshots snapshots() {
        return snapshots;
    }
}
