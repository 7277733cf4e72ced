/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Links within one JVM, for embedding and for tests. */
module soma.plugin.transport.inprocess {
    requires static org.jspecify;
    requires org.slf4j;
    requires soma.spi;

    provides soma.spi.plugin.ServerPlugin with
            soma.plugin.transport.inprocess.InProcessPlugin;
}
