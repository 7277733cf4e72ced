/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * JWTs as NATS writes them. Entry class: {@link soma.plugin.auth.jwt.api.Jwt}. Immutable values, for any thread.
 */
@NullMarked
package soma.plugin.auth.jwt.api;

import org.jspecify.annotations.NullMarked;
