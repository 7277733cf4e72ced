/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Finds plugins in the boot layer and in the plugins directory and puts them into dependency order. PF4J is needed only
 * for the directory; an image that takes no dropped-in plugins leaves the module org.pf4j out.
 */
module soma.host {
    requires transitive soma.spi;
    requires org.slf4j;
    requires static org.jspecify;
    requires static org.pf4j;

    exports soma.host;
    exports soma.host.inventory;

    // never looked up: binding it resolves org.pf4j wherever that is present, as an optional module alone would not be
    uses org.pf4j.VersionManager;
    uses soma.spi.plugin.ServerPlugin;
}
