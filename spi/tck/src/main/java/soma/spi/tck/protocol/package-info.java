/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The contract of protocols, and what they run on in tests: a loop driven by hand and a link that writes down. Entry
 * classes: {@link soma.spi.tck.protocol.WireScript} and {@link soma.spi.tck.protocol.ProtocolContract}. Everything runs on
 * the thread of the test.
 */
@NullMarked
package soma.spi.tck.protocol;

import org.jspecify.annotations.NullMarked;
