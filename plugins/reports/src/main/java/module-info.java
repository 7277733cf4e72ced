/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Monitoring documents: those of features that are off, and how all are written. */
module soma.plugin.reports {
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.core;
    requires transitive soma.spi;

    exports soma.plugin.reports.api;

    provides soma.spi.plugin.ServerPlugin with
            soma.plugin.reports.ReportsPlugin;
}
