/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Ed25519 keys as NATS writes them, users who sign a nonce, and trusted proxies. */
module soma.plugin.auth.nkey {
    requires static transitive org.jspecify;
    requires org.bouncycastle.provider;
    requires org.slf4j;
    requires soma.plugin.auth.users;
    requires transitive soma.spi;

    exports soma.plugin.auth.nkey.api;

    provides soma.spi.plugin.ServerPlugin with
            soma.plugin.auth.nkey.NkeyPlugin;
}
