/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.basic;

import soma.spi.plugin.ServerPlugin;
import soma.spi.tck.plugin.PluginContract;

class BasicAuthPluginTest extends PluginContract {
    @Override
    protected ServerPlugin plugin() {
        return new BasicAuthPlugin();
    }
}
