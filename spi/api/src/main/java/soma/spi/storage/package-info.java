/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Keeping records: engines, the logs they open, and how they fail. Entry class:
 * {@link soma.spi.storage.StorageEngine}. Called on workers; may block.
 */
@NullMarked
package soma.spi.storage;

import org.jspecify.annotations.NullMarked;
