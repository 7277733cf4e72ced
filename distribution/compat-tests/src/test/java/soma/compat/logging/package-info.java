/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What servers write about themselves: log lines, the audit log, and what a reload and lame duck mode say. Entry class:
 * {@link soma.compat.logging.LogLinesInteropTest}.
 */
@NullMarked
package soma.compat.logging;

import org.jspecify.annotations.NullMarked;
