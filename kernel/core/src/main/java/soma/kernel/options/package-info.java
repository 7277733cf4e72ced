/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The configuration that the kernel owns: its keys, how they are read and how they change while the server runs. Entry
 * classes: {@link soma.kernel.options.CoreSection} and {@link soma.kernel.options.CoreOptions}. Values are immutable; binding and
 * reloading happen on one thread at a time.
 */
@NullMarked
package soma.kernel.options;

import org.jspecify.annotations.NullMarked;
