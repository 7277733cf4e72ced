/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The contract of configuration sections: what they bind, report and reload. Entry class:
 * {@link soma.spi.tck.config.ConfigSectionContract}. A test runs on JUnit's thread.
 */
@NullMarked
package soma.spi.tck.config;

import org.jspecify.annotations.NullMarked;
