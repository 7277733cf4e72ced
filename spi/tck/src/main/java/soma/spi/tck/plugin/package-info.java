/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The contract of a plugin as a whole: identity, registration, life cycle and module descriptor. Entry class:
 * {@link soma.spi.tck.plugin.PluginContract}. A test runs on JUnit's thread and watches all others.
 */
@NullMarked
package soma.spi.tck.plugin;

import org.jspecify.annotations.NullMarked;
