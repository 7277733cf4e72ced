/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Reads the command line as nats-server does, flags with one dash or two, into what to do and a tree of configuration
 * values. Entry class: {@link soma.config.cli.CommandLine}. Stateless, results are immutable; used on the main thread.
 */
@NullMarked
package soma.config.cli;

import org.jspecify.annotations.NullMarked;
