/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Randomness that nobody can guess: seeds of hashes, ids and nonces. Entry class: {@link soma.kernel.random.SystemRandom}.
 * Safe for any thread.
 */
@NullMarked
package soma.kernel.random;

import org.jspecify.annotations.NullMarked;
