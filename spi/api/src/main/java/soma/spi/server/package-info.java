/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The running server as plugins see it. Entry class: {@link soma.spi.server.Server}. Safe for any thread.
 */
@NullMarked
package soma.spi.server;

import org.jspecify.annotations.NullMarked;
