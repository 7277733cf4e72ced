/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Annotations that state the contract of SPI types: how stable they are, which thread calls them, and whether they lie
 * on the path of a message. They carry no behaviour; tests and readers use them.
 */
@NullMarked
package soma.spi.annotation;

import org.jspecify.annotations.NullMarked;
