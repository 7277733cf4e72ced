/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Users and groups in an LDAP directory. */
module soma.plugin.auth.ldap {
    requires com.unboundid.ldapsdk;
    requires static org.jspecify;
    requires org.slf4j;
    requires soma.plugin.auth.permissions;
    requires soma.plugin.auth.users;
    requires soma.spi;

    provides soma.spi.plugin.ServerPlugin with
            soma.plugin.auth.ldap.LdapPlugin;
}
