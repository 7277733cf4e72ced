/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Numbers that plugins give to whoever collects metrics. Entry class: {@link soma.spi.metric.MetricSource}. Called on workers.
 */
@NullMarked
package soma.spi.metric;

import org.jspecify.annotations.NullMarked;
