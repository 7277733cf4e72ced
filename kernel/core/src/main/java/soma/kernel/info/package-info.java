/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The INFO line and the server's identity. Entry class: {@link soma.kernel.info.InfoWriter}. Safe for any thread.
 */
@NullMarked
package soma.kernel.info;

import org.jspecify.annotations.NullMarked;
