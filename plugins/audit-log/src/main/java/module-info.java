/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A log of who came, who was refused, and who changed what. */
module soma.plugin.audit.log {
    requires static org.jspecify;
    requires org.slf4j;
    requires soma.plugin.reports;
    requires soma.spi;

    provides soma.spi.plugin.ServerPlugin with
            soma.plugin.audit.log.AuditLogPlugin;
}
