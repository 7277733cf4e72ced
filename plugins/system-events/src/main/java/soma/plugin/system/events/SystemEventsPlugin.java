/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.system.events;

import soma.spi.plugin.Contributions;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;

/** Requests, events and advisories of the system account. */
public final class SystemEventsPlugin implements ServerPlugin {
    /** Makes the plugin; for the service loader. */
    public SystemEventsPlugin() {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of("system-events", "0.1.0", "reports", "accounts");
    }

    @Override
    public void contribute(Contributions contributions) {}
}
