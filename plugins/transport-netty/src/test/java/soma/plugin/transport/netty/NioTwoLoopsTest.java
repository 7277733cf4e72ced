/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.netty;

final class NioTwoLoopsTest extends NettyContract {
    NioTwoLoopsTest() {
        super(IoModel.NIO, 2);
    }
}
