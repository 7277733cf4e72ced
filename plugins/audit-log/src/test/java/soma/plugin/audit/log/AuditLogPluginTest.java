/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.audit.log;

import soma.spi.plugin.ServerPlugin;
import soma.spi.tck.plugin.PluginContract;

final class AuditLogPluginTest extends PluginContract {
    @Override
    protected ServerPlugin plugin() {
        return new AuditLogPlugin();
    }
}
