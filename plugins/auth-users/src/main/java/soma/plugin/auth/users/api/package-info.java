/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * How other plugins take part in configured users: kinds of credentials, attributes of users, and blocks that hold users.
 * Entry class: {@link soma.plugin.auth.users.api.CredentialKind}. Pure functions, for any thread.
 */
@NullMarked
package soma.plugin.auth.users.api;

import org.jspecify.annotations.NullMarked;
