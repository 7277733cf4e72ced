/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Metrics with their values, in no format yet. Entry class: {@link soma.plugin.metrics.sample.Families}. */
@NullMarked
package soma.plugin.metrics.sample;

import org.jspecify.annotations.NullMarked;
