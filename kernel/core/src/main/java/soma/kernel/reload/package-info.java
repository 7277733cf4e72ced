/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Changes of the configuration while the server runs: all or nothing. Entry class:
 * {@link soma.kernel.reload.ReloadCoordinator}. Runs on workers, one reload at a time.
 */
@NullMarked
package soma.kernel.reload;

import org.jspecify.annotations.NullMarked;
