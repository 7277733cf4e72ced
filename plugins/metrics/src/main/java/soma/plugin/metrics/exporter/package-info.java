/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Metrics under the names that prometheus-nats-exporter gives them, out of monitoring documents. Entry class:
 * {@link soma.plugin.metrics.exporter.Collectors}.
 */
@NullMarked
package soma.plugin.metrics.exporter;

import org.jspecify.annotations.NullMarked;
