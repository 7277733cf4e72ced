/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What the plugin {@code tls} tells others. */
@NullMarked
package soma.plugin.tls.api;

import org.jspecify.annotations.NullMarked;
