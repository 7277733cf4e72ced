/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Monitoring documents over HTTP. */
module soma.plugin.monitoring {
    requires static transitive org.jspecify;
    requires java.management;
    requires jdk.httpserver;
    requires org.slf4j;
    requires soma.plugin.reports;
    requires transitive soma.spi;

    exports soma.plugin.monitoring.api;

    provides soma.spi.plugin.ServerPlugin with
            soma.plugin.monitoring.MonitoringPlugin;
}
