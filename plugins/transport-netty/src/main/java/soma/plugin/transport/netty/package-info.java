/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * TCP by Netty: event loops that read into one shared native buffer and write chunks without copying them. Entry class:
 * {@link soma.plugin.transport.netty.NettyTransportPlugin}. A link is touched by its event loop only, except for the
 * methods of {@link soma.spi.transport.Link} that any thread may call.
 */
@NullMarked
package soma.plugin.transport.netty;

import org.jspecify.annotations.NullMarked;
