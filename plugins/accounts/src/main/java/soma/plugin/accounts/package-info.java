/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Isolated worlds of subjects, and what they share. Entry class: {@link soma.plugin.accounts.AccountsPlugin}.
 */
@NullMarked
package soma.plugin.accounts;

import org.jspecify.annotations.NullMarked;
