/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Metrics for Prometheus on the monitoring port. Entry class: {@link soma.plugin.metrics.MetricsPlugin}.
 */
@NullMarked
package soma.plugin.metrics;

import org.jspecify.annotations.NullMarked;
