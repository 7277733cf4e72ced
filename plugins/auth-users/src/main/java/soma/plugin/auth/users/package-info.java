/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Users in the configuration file, and how they are looked up. Entry class: {@link soma.plugin.auth.users.UsersPlugin}.
 */
@NullMarked
package soma.plugin.auth.users;

import org.jspecify.annotations.NullMarked;
