/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.audit.log;

import soma.spi.plugin.Contributions;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;

/** A log of who came, who was refused, and who changed what. */
public final class AuditLogPlugin implements ServerPlugin {
    /** Makes the plugin; for the service loader. */
    public AuditLogPlugin() {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of("audit-log", "0.1.0");
    }

    @Override
    public void contribute(Contributions contributions) {}
}
