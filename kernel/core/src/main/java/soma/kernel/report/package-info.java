/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Monitoring documents: how they are put together, and what the kernel itself knows for them. Entry class:
 * {@link soma.kernel.report.ReportAssembler}. Runs on workers.
 */
@NullMarked
package soma.kernel.report;

import org.jspecify.annotations.NullMarked;
