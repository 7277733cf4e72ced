/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** TLS for listeners and dialers. */
module soma.plugin.tls {
    requires static org.jspecify;
    requires org.slf4j;
    requires soma.spi;

    provides soma.spi.plugin.ServerPlugin with
            soma.plugin.tls.TlsPlugin;
}
