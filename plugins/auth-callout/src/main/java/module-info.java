/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Users judged by a service that answers over NATS. */
module soma.plugin.auth.callout {
    requires static org.jspecify;
    requires org.slf4j;
    requires soma.plugin.auth.jwt;
    requires soma.plugin.auth.nkey;
    requires soma.plugin.auth.permissions;
    requires soma.spi;

    provides soma.spi.plugin.ServerPlugin with
            soma.plugin.auth.callout.CalloutPlugin;
}
