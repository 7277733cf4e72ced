/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Operators, accounts and users described by JWTs. */
module soma.plugin.auth.jwt {
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.databind;
    requires java.net.http;
    requires org.slf4j;
    requires transitive soma.plugin.accounts;
    requires transitive soma.plugin.auth.nkey;
    requires transitive soma.plugin.auth.permissions;
    requires soma.plugin.auth.users;
    requires soma.plugin.subject.mapping;
    requires transitive soma.spi;

    exports soma.plugin.auth.jwt.api;

    provides soma.spi.plugin.ServerPlugin with
            soma.plugin.auth.jwt.JwtPlugin;
}
