/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.boot;

import soma.kernel.client.ClientProtocol;
import soma.kernel.lifecycle.ClientListener;
import soma.kernel.options.CoreOptions;
import soma.kernel.options.CoreSection;
import soma.kernel.report.ConnzCore;
import soma.kernel.report.HealthzCore;
import soma.kernel.report.SubszCore;
import soma.kernel.report.VarzCore;
import soma.spi.config.ConfigSection;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.Declarations;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.protocol.Protocol;
import soma.spi.report.ReportContributor;

/** What the kernel itself owns and contributes, by the same way as any plugin. */
final class CorePlugin implements ServerPlugin {
    private final Core core;
    private final ConfigSection<CoreOptions> section;

    CorePlugin(Core core) {
        this.core = core;
        this.section = CoreSection.appliedTo(core.current());
    }

    @Override
    public PluginInfo info() {
        return PluginInfo.of("kernel", core.facts().version().soma());
    }

    @Override
    public void declare(Declarations declarations) {
        declarations.section(section);
    }

    @Override
    public void contribute(Contributions contributions) {
        core.current().set(contributions.config(section));
        contributions.add(Protocol.POINT, ClientListener.PROTOCOL, new ClientProtocol(core));
        contributions.add(ReportContributor.POINT, new VarzCore(core));
        contributions.add(ReportContributor.POINT, new ConnzCore(core));
        contributions.add(ReportContributor.POINT, new SubszCore(core));
        contributions.add(ReportContributor.POINT, new HealthzCore(core));
    }
}
