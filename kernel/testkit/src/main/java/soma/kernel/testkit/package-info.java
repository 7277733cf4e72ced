/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Plugins inside a whole kernel in one JVM: configuration as text, clients that send and expect text, time that the test
 * moves, log lines that it can read. Entry class: {@link soma.kernel.testkit.TestKernel}. For the thread of one test.
 */
@NullMarked
package soma.kernel.testkit;

import org.jspecify.annotations.NullMarked;
