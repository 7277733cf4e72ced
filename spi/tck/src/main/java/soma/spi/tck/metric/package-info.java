/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The contract of sources of metrics. */
@NullMarked
package soma.spi.tck.metric;

import org.jspecify.annotations.NullMarked;
