/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Native memory with an explicit owner: allocation, chunks that travel from who renders bytes to who writes them, and
 * the pools that keep them. Entry class: {@link soma.spi.memory.ChunkPool}. A chunk and a pool belong to one thread at a
 * time.
 */
@NullMarked
package soma.spi.memory;

import org.jspecify.annotations.NullMarked;
