/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Links within one JVM, for embedding and for tests. */
module soma.plugin.transport.inprocess {
    requires static org.jspecify;
    requires transitive soma.spi;
}
