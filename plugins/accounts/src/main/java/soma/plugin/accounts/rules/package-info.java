/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Which imports are allowed: what is exported to whom, and what would go round in circles. Entry class:
 * {@link soma.plugin.accounts.rules.ImportGraph}. Confined to one thread at a time.
 */
@NullMarked
package soma.plugin.accounts.rules;

import org.jspecify.annotations.NullMarked;
