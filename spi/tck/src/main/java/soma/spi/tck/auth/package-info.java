/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Contracts of those who let connections in, filters and authorizers among them, and of compiled permissions. Entry classes:
 * {@link soma.spi.tck.auth.AuthenticatorContract} and {@link soma.spi.tck.auth.AuthorizationContract}. A test runs on
 * JUnit's thread and on threads of its own.
 */
@NullMarked
package soma.spi.tck.auth;

import org.jspecify.annotations.NullMarked;
