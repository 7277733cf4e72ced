/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Logins in tables: the same configuration and the same logins, on this server and on nats-server, must have the same
 * outcome. Entry class: {@link soma.compat.login.LoginTableTest}. One thread.
 */
@NullMarked
package soma.compat.login;

import org.jspecify.annotations.NullMarked;
