/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** TCP by NIO, epoll or io_uring. */
module soma.plugin.transport.netty {
    requires static org.jspecify;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.common;
    requires io.netty.handler;
    // the handler only looks for it, which brings it into no image; the library itself may be left out
    requires io.netty.tcnative.classes.openssl;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.classes.io_uring;
    requires io.netty.transport.unix.common;
    requires org.slf4j;
    requires soma.spi;

    provides soma.spi.plugin.ServerPlugin with
            soma.plugin.transport.netty.NettyTransportPlugin;
}
