/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Who may connect and what they may do. Entry classes: {@link soma.spi.auth.Authenticator} for the first question,
 * {@link soma.spi.auth.Authorization} for the second. Authentication runs on the loop of the connection, which reads nothing
 * meanwhile; permissions are asked on any thread, once per subject.
 */
@NullMarked
package soma.spi.auth;

import org.jspecify.annotations.NullMarked;
