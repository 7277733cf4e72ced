/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Moving bytes: transports that listen and dial, links that carry bytes, readers that take them, and the event loops that
 * own them. Entry class: {@link soma.spi.transport.Transport}. A link belongs to one event loop for life.
 */
@NullMarked
package soma.spi.transport;

import org.jspecify.annotations.NullMarked;
