/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Accounts in the configuration file. Entry class:
 * {@link soma.plugin.accounts.config.AccountsSection}. Runs on the thread that binds the configuration.
 */
@NullMarked
package soma.plugin.accounts.config;

import org.jspecify.annotations.NullMarked;
