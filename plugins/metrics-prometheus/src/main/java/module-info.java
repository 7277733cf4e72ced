/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The Prometheus client library as an explicit module, which the published jars are not: the data model, the text formats, and
 * the metrics of the JVM.
 */
module io.prometheus.metrics {
    requires java.management;
    requires jdk.management;

    exports io.prometheus.metrics.config;
    exports io.prometheus.metrics.expositionformats;
    exports io.prometheus.metrics.instrumentation.jvm;
    exports io.prometheus.metrics.model.registry;
    exports io.prometheus.metrics.model.snapshots;
}
