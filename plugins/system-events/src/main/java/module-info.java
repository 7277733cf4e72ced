/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Requests, events and advisories of the system account. */
module soma.plugin.system.events {
    requires static org.jspecify;
    requires com.fasterxml.jackson.core;
    requires org.slf4j;
    requires soma.plugin.accounts;
    requires soma.plugin.reports;
    requires soma.spi;

    provides soma.spi.plugin.ServerPlugin with
            soma.plugin.system.events.SystemEventsPlugin;
}
