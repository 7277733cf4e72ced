/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Operators, accounts and users described by JWTs. Entry class: {@link soma.plugin.auth.jwt.JwtPlugin}.
 */
@NullMarked
package soma.plugin.auth.jwt;

import org.jspecify.annotations.NullMarked;
