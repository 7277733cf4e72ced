/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What bytes mean: protocols, the sessions they open, and who hears of sessions. Entry class:
 * {@link soma.spi.protocol.Protocol}. Sessions run on the loop of their link; views of them are safe for any thread.
 */
@NullMarked
package soma.spi.protocol;

import org.jspecify.annotations.NullMarked;
