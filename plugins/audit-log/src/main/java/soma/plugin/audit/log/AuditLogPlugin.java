/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.audit.log;

import soma.spi.plugin.Contributions;
import soma.spi.plugin.Declarations;
import soma.spi.plugin.Lifecycle;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.protocol.SessionListener;
import soma.spi.server.ServerListener;

/** A log of who came, who was refused, and who changed what, as lines of JSON in a file of its own. */
public final class AuditLogPlugin implements ServerPlugin {
    /** Makes the plugin; for the service loader. */
    public AuditLogPlugin() {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of("audit-log", "0.1.0", "reports");
    }

    @Override
    public void declare(Declarations declarations) {
        declarations.section(AuditSection.SECTION);
    }

    @Override
    public void contribute(Contributions contributions) {
        AuditOptions options = contributions.config(AuditSection.SECTION);
        if (options.file() != null) {
            AuditEvents events = new AuditEvents(options);
            contributions.add(Lifecycle.POINT, events);
            contributions.add(SessionListener.POINT, events);
            contributions.add(ServerListener.POINT, events);
        }
    }
}
