/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What every transport must do. Entry class: {@link soma.spi.tck.transport.TransportContract}. Tests run on JUnit's
 * threads, readers on the event loops of the transport under test.
 */
@NullMarked
package soma.spi.tck.transport;

import org.jspecify.annotations.NullMarked;
