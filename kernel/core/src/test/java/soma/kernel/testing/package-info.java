/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Fakes that several tests of the kernel use. Entry classes: {@link soma.kernel.testing.Conf} and those named Fake. */
@NullMarked
package soma.kernel.testing;

import org.jspecify.annotations.NullMarked;
