/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What was found: plugins that can be assembled and files that were refused, with the reasons. Entry class:
 * {@link soma.host.inventory.PluginInventory}. Immutable values, read on any thread; sources run on the main thread.
 */
@NullMarked
package soma.host.inventory;

import org.jspecify.annotations.NullMarked;
