/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What a plugin is: its identity, what it declares and contributes, and its life. Entry class:
 * {@link soma.spi.plugin.ServerPlugin}. Everything here runs at startup and shutdown.
 */
@NullMarked
package soma.spi.plugin;

import org.jspecify.annotations.NullMarked;
