/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Puts plugins together: orders them, gives each its configuration, takes their contributions and freezes the result.
 * Entry classes: {@link soma.kernel.assembly.Assembler}, which makes an {@link soma.kernel.assembly.Assembly}. Assembling happens
 * on one thread; its result is immutable and safe for any.
 */
@NullMarked
package soma.kernel.assembly;

import org.jspecify.annotations.NullMarked;
