/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Monitoring documents, assembled from what many plugins contribute. Entry class:
 * {@link soma.spi.report.ReportContributor}. Called on workers.
 */
@NullMarked
package soma.spi.report;

import org.jspecify.annotations.NullMarked;
