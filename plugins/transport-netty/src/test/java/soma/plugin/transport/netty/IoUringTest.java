/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.netty;

import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("io.netty.channel.uring.IoUring#isAvailable")
final class IoUringTest extends NettyContract {
    IoUringTest() {
        super(IoModel.IO_URING, 1);
    }
}
