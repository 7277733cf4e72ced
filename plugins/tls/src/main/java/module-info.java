/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** TLS for listeners and dialers. */
module soma.plugin.tls {
    requires java.net.http;
    requires static transitive org.jspecify;
    requires org.slf4j;
    requires transitive soma.spi;

    exports soma.plugin.tls.api;

    provides soma.spi.plugin.ServerPlugin with
            soma.plugin.tls.TlsPlugin;
}
