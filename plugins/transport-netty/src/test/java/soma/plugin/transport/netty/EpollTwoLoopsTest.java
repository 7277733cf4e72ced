/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.netty;

import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("io.netty.channel.epoll.Epoll#isAvailable")
final class EpollTwoLoopsTest extends NettyContract {
    EpollTwoLoopsTest() {
        super(IoModel.EPOLL, 2);
    }
}
