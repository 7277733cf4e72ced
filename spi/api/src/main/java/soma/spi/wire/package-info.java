/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Tools for line protocols: splitting a control line, reading and writing decimal numbers. Entry class:
 * {@link soma.spi.wire.ControlLine}. Confined to the loop that parses.
 */
@NullMarked
package soma.spi.wire;

import org.jspecify.annotations.NullMarked;
