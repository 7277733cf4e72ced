/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Start, lame duck mode and shutdown. Entry classes: {@link soma.kernel.lifecycle.StartSequence},
 * {@link soma.kernel.lifecycle.LameDuck} and {@link soma.kernel.lifecycle.Shutdown}. Each runs once, on a thread that may block.
 */
@NullMarked
package soma.kernel.lifecycle;

import org.jspecify.annotations.NullMarked;
