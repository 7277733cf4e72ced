/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Users with bearer tokens of an OpenID Connect or OAuth 2 provider. */
module soma.plugin.auth.oidc {
    requires com.nimbusds.jose.jwt;
    requires java.net.http;
    requires static org.jspecify;
    requires org.slf4j;
    requires soma.plugin.auth.permissions;
    requires soma.plugin.auth.users;
    requires soma.spi;

    provides soma.spi.plugin.ServerPlugin with
            soma.plugin.auth.oidc.OidcPlugin;
}
