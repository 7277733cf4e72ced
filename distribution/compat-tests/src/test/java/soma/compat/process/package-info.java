/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The executable as scripts and supervisors see it: flags, exit statuses, files, signals and log lines.
 * {@link soma.compat.process.Command} runs it to its end; the tests that need a running server use
 * {@link soma.compat.server.ServerProcess}. All on the test's thread.
 */
@NullMarked
package soma.compat.process;

import org.jspecify.annotations.NullMarked;
