/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Puts a plugin that was built outside the server's own sources into the plugins directory of the built server and uses
 * it. {@link soma.compat.plugin.SamplePluginTest} is the way in. Everything is called from the test's thread.
 */
@NullMarked
package soma.compat.plugin;

import org.jspecify.annotations.NullMarked;
