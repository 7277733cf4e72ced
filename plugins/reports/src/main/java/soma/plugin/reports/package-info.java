/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Monitoring documents that no other plugin speaks for: those of features that are off. Entry class:
 * {@link soma.plugin.reports.ReportsPlugin}.
 */
@NullMarked
package soma.plugin.reports;

import org.jspecify.annotations.NullMarked;
