/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Client protocol, subject routing and assembly of plugins. Knows the SPI and nothing of any feature. */
module soma.kernel {
    requires static org.jspecify;
    requires org.slf4j;
    requires transitive soma.spi;

    exports soma.kernel.boot;
}
