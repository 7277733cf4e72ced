/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Keys as NATS writes them. Entry class: {@link soma.plugin.auth.nkey.api.Nkeys}. For any thread.
 */
@NullMarked
package soma.plugin.auth.nkey.api;

import org.jspecify.annotations.NullMarked;
