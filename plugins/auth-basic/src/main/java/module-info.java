/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** User names with passwords, and tokens. */
module soma.plugin.auth.basic {
    requires static org.jspecify;
    requires org.bouncycastle.provider;
    requires soma.plugin.auth.users;
    requires soma.spi;

    provides soma.spi.plugin.ServerPlugin with
            soma.plugin.auth.basic.BasicAuthPlugin;
}
