/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.audit.log;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.spi.config.ConfigSection;
import soma.spi.config.Problems;
import soma.spi.config.ReloadPlan;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.Declarations;
import soma.spi.plugin.Lifecycle;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.protocol.SessionListener;
import soma.spi.server.Server;
import soma.spi.server.ServerListener;

/** A log of who came, who was refused, and who changed what. Off unless the configuration names a file. */
public final class AuditLogPlugin implements ServerPlugin, Lifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLogPlugin.class);

    /** So many events may wait for the disk. */
    private static final int WAITING = 16 * 1024;

    private final ConfigSection<AuditOptions> section =
            new ConfigSection<>("audit", List.of(AuditKeys.AUDIT), AuditBinder::bind, this::reload);
    private final AuditTrail trail = new AuditTrail();
    private AuditOptions options = AuditOptions.OFF;
    private InstantSource clock = InstantSource.system();

    /** Makes the plugin; for the service loader. */
    public AuditLogPlugin() {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of("audit-log", "0.1.0");
    }

    ConfigSection<AuditOptions> section() {
        return section;
    }

    @Override
    public void declare(Declarations declarations) {
        declarations.section(section);
    }

    @Override
    public void contribute(Contributions contributions) {
        options = contributions.config(section);
        contributions.add(Lifecycle.POINT, this);
        contributions.add(SessionListener.POINT, trail);
        contributions.add(ServerListener.POINT, trail);
    }

    @Override
    public void start(Server server) throws IOException {
        clock = server.clock();
        trail.of(server);
        if (options.isOn()) {
            trail.use(new AuditWriter(new AuditFile(options), clock, WAITING));
        }
    }

    @Override
    public void stop() {
        replace(null);
    }

    private List<ReloadPlan> reload(AuditOptions before, AuditOptions after, Problems problems) {
        if (before.equals(after)) {
            return List.of();
        }
        return List.of(ReloadPlan.of("audit = " + (after.isOn() ? after.file() : "off"), () -> use(after)));
    }

    /** Goes over to another file, which the binder found that it can be written; should it fail all the same, keeps the old. */
    private void use(AuditOptions after) {
        try {
            replace(after.isOn() ? new AuditWriter(new AuditFile(after), clock, WAITING) : null);
        } catch (IOException e) {
            LOG.error("Unable to open the audit log {}, the old one stays", after.file(), e);
        }
    }

    private void replace(@Nullable AuditWriter next) {
        AuditWriter before = trail.writer();
        trail.use(next);
        if (before != null) {
            before.close();
        }
    }
}
