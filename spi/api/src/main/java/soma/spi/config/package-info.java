/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What a plugin sees of the configuration: values with positions, sections that it owns, problems that it reports, and
 * plans for a reload. Entry class: {@link soma.spi.config.ConfigSection}. Bound on the main thread at startup and on a
 * worker at reload.
 */
@NullMarked
package soma.spi.config;

import org.jspecify.annotations.NullMarked;
