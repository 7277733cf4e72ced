/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * An SLF4J provider that prints one line per event, in the form that nats-server prints, to standard error, a file that
 * rotates, or a syslog server. {@link soma.logging.Logs} sets it up. Any thread may log; a line is written by the thread
 * that logs it.
 */
@NullMarked
package soma.logging;

import org.jspecify.annotations.NullMarked;
