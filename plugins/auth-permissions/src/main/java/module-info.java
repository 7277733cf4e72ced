/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What users may publish and subscribe to. */
module soma.plugin.auth.permissions {
    requires static transitive org.jspecify;
    requires soma.plugin.auth.users;
    requires transitive soma.spi;

    exports soma.plugin.auth.permissions.api;

    provides soma.spi.plugin.ServerPlugin with
            soma.plugin.auth.permissions.PermissionsPlugin;
}
