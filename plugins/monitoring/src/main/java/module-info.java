/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Monitoring documents over HTTP. */
module soma.plugin.monitoring {
    requires static org.jspecify;
    requires com.fasterxml.jackson.core;
    requires java.management;
    requires jdk.httpserver;
    requires org.slf4j;
    requires soma.spi;

    provides soma.spi.plugin.ServerPlugin with
            soma.plugin.monitoring.MonitoringPlugin;
}
