/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Users in the configuration file, and how they are looked up. */
module soma.plugin.auth.users {
    requires static transitive org.jspecify;
    requires org.slf4j;
    requires transitive soma.spi;

    exports soma.plugin.auth.users.api;

    provides soma.spi.plugin.ServerPlugin with
            soma.plugin.auth.users.UsersPlugin;
}
