/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Loads the plugins of a server, wherever they come from. Entry class: {@link soma.host.PluginHost}. Runs on the main
 * thread at startup and shutdown.
 */
@NullMarked
package soma.host;

import org.jspecify.annotations.NullMarked;
