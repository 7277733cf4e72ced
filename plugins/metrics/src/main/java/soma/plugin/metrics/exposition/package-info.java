/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * How metrics are written: the one place that knows the client library. Entry class:
 * {@link soma.plugin.metrics.exposition.Exposition}.
 */
@NullMarked
package soma.plugin.metrics.exposition;

import org.jspecify.annotations.NullMarked;
