/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.audit.log;

import java.nio.file.Path;
import java.util.Map;
import soma.spi.config.ConfigSection;
import soma.spi.tck.config.ConfigSectionContract;

final class AuditSectionTest extends ConfigSectionContract<AuditOptions> {
    private static final String FILE =
            Path.of(System.getProperty("java.io.tmpdir"), "audit.log").toString();

    private final AuditLogPlugin plugin = new AuditLogPlugin();

    @Override
    protected ConfigSection<AuditOptions> section() {
        return plugin.section();
    }

    @Override
    protected AuditOptions defaults() {
        return AuditOptions.OFF;
    }

    @Override
    protected Map<String, Object> fullConfig() {
        return Map.of("audit", Map.of("file", FILE, "max_size", 1000L, "max_files", 3L));
    }

    @Override
    protected AuditOptions full() {
        return new AuditOptions(Path.of(FILE), 1000, 3);
    }
}
