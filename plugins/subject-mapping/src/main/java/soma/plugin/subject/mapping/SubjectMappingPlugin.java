/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.subject.mapping;

import java.util.SplittableRandom;
import soma.plugin.subject.mapping.api.SubjectMappings;
import soma.spi.config.ConfigSection;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.Declarations;
import soma.spi.plugin.Lifecycle;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.report.ReportContributor;
import soma.spi.route.RouteCompiler;
import soma.spi.server.Server;

/** Mapped subjects, and the transforms behind them. */
public final class SubjectMappingPlugin implements ServerPlugin, Lifecycle {
    private final Lots lots = new Lots(new SplittableRandom());
    private final MappingTables tables = new MappingTables(lots);
    private final ConfigSection<MappingConfig> section = new MappingSection(tables).section();

    /** Makes the plugin; for the service loader. */
    public SubjectMappingPlugin() {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of("subject-mapping", "0.1.0");
    }

    @Override
    public void declare(Declarations declarations) {
        declarations.section(section);
    }

    @Override
    public void contribute(Contributions contributions) {
        tables.use(contributions.config(section));
        contributions.offer(SubjectMappings.class, tables);
        contributions.add(RouteCompiler.POINT, new MappingCompiler(tables, lots.fork()));
        contributions.add(ReportContributor.POINT, new MappingReport(tables));
        contributions.add(Lifecycle.POINT, this);
    }

    @Override
    public void start(Server server) {
        tables.start(server.spaces());
    }
}
