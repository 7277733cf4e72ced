/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Monitoring documents over HTTP. Entry class: {@link soma.plugin.monitoring.MonitoringPlugin}.
 */
@NullMarked
package soma.plugin.monitoring;

import org.jspecify.annotations.NullMarked;
