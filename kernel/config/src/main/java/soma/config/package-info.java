/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Reads configuration files in nats-server's language into trees of values with positions, lays command-line values over
 * them, and knows which plugin owns which key. Entry class: {@link soma.config.ConfigFile}. Stateless; trees are
 * immutable and safe for any thread, a {@link soma.config.ProblemList} belongs to one.
 */
@NullMarked
package soma.config;

import org.jspecify.annotations.NullMarked;
