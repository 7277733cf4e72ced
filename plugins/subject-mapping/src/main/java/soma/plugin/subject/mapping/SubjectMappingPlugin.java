/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.subject.mapping;

import soma.spi.plugin.Contributions;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;

/** Mapped subjects, and the transforms behind them. */
public final class SubjectMappingPlugin implements ServerPlugin {
    /** Makes the plugin; for the service loader. */
    public SubjectMappingPlugin() {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of("subject-mapping", "0.1.0");
    }

    @Override
    public void contribute(Contributions contributions) {}
}
