/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What users may publish and subscribe to. Entry class: {@link soma.plugin.auth.permissions.PermissionsPlugin}.
 */
@NullMarked
package soma.plugin.auth.permissions;

import org.jspecify.annotations.NullMarked;
