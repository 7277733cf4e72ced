/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The contract of storage engines and their logs. Entry class: {@link soma.spi.tck.storage.RecordLogContract}. A
 * test runs on JUnit's thread and on readers of its own.
 */
@NullMarked
package soma.spi.tck.storage;

import org.jspecify.annotations.NullMarked;
