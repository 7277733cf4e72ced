/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Users told by the certificate of their TLS connection. */
module soma.plugin.auth.certificate {
    requires static org.jspecify;
    requires org.slf4j;
    requires soma.plugin.auth.users;
    requires soma.spi;

    provides soma.spi.plugin.ServerPlugin with
            soma.plugin.auth.certificate.CertificatePlugin;
}
