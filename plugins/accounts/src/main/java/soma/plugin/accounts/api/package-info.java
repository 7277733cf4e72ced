/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Accounts as values that can be defined, and the service that keeps them. Entry class:
 * {@link soma.plugin.accounts.api.Accounts}. Safe for any thread.
 */
@NullMarked
package soma.plugin.accounts.api;

import org.jspecify.annotations.NullMarked;
