/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Benchmarks of what happens per message and per subscription. {@link soma.benchmarks.TestServer} is a server whose clients
 * are links without a wire. Each runs on one thread, which stands for the event loop.
 */
@NullMarked
package soma.benchmarks;

import org.jspecify.annotations.NullMarked;
