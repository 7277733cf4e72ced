/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Permissions as rules that can be read, written down and compiled. Entry class:
 * {@link soma.plugin.auth.permissions.api.PermissionRules}. Immutable values, for any thread.
 */
@NullMarked
package soma.plugin.auth.permissions.api;

import org.jspecify.annotations.NullMarked;
