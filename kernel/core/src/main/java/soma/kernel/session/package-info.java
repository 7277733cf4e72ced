/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Open and lately closed sessions of all protocols. Entry class: {@link soma.kernel.session.SessionTable}. Safe for any
 * thread.
 */
@NullMarked
package soma.kernel.session;

import org.jspecify.annotations.NullMarked;
