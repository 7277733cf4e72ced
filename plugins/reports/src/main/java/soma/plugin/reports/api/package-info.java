/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * How monitoring documents and events are written. For plugins that serve or publish them. Entry class:
 * {@link soma.plugin.reports.api.Json}.
 */
@NullMarked
package soma.plugin.reports.api;

import org.jspecify.annotations.NullMarked;
