/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import soma.plugin.tls.api.OcspListener;
import soma.spi.config.ConfigSection;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.Declarations;
import soma.spi.plugin.Lifecycle;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.protocol.InfoContributor;
import soma.spi.report.ConnectionContributor;
import soma.spi.report.ReportContributor;
import soma.spi.transport.LinkSecurity;

/** TLS for listeners and dialers. */
public final class TlsPlugin implements ServerPlugin {
    private final TlsSecurity security = new TlsSecurity();
    private final ConfigSection<TlsConfig> section =
            new ConfigSection<>("tls", TlsKeys.owned(), ConfigBinder::bind, security::prepare);

    /** Makes the plugin; for the service loader. */
    public TlsPlugin() {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of("tls", "0.1.0");
    }

    @Override
    public void declare(Declarations declarations) {
        declarations.section(section);
        declarations.point(OcspListener.POINT);
    }

    @Override
    public void contribute(Contributions contributions) {
        security.use(contributions.config(section));
        contributions.add(LinkSecurity.POINT, security);
        contributions.add(InfoContributor.POINT, security);
        contributions.add(Lifecycle.POINT, security);
        contributions.add(ReportContributor.POINT, security.report());
        contributions.add(OcspListener.POINT, new OcspAdvisories(security::server));
        contributions.add(ConnectionContributor.POINT, new TlsConnections());
    }

    /** Returns the section, for its contract test. */
    ConfigSection<TlsConfig> section() {
        return section;
    }
}
