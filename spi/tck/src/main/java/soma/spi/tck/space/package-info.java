/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The contract of who hears of interest. Entry class: {@link soma.spi.tck.space.InterestListenerContract}. A test
 * runs on JUnit's thread.
 */
@NullMarked
package soma.spi.tck.space;

import org.jspecify.annotations.NullMarked;
