/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Isolated worlds of subjects, and what they share. */
module soma.plugin.accounts {
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.databind;
    requires org.slf4j;
    requires soma.plugin.auth.users;
    requires soma.plugin.subject.mapping;
    requires transitive soma.spi;

    exports soma.plugin.accounts.api;

    provides soma.spi.plugin.ServerPlugin with
            soma.plugin.accounts.AccountsPlugin;
}
