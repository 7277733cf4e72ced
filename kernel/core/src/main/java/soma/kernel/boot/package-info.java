/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The kernel from outside: built from plugins and a configuration, then started. Entry class:
 * {@link soma.kernel.boot.Kernel}, made by {@link soma.kernel.boot.KernelBuilder}. Building is for one thread, a built kernel for
 * any.
 */
@NullMarked
package soma.kernel.boot;

import org.jspecify.annotations.NullMarked;
