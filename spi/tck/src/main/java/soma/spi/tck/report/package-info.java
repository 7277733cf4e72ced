/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The contract of who fills monitoring documents. Entry class: {@link soma.spi.tck.report.ReportContract}. A test
 * runs on JUnit's thread.
 */
@NullMarked
package soma.spi.tck.report;

import org.jspecify.annotations.NullMarked;
