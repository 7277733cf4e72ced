/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Users and groups in an LDAP directory. Entry class: {@link soma.plugin.auth.ldap.LdapPlugin}.
 */
@NullMarked
package soma.plugin.auth.ldap;

import org.jspecify.annotations.NullMarked;
