/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * How other plugins put pages on the monitoring port. Entry class: {@link soma.plugin.monitoring.api.Page}.
 */
@NullMarked
package soma.plugin.monitoring.api;

import org.jspecify.annotations.NullMarked;
