/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.callout;

import soma.kernel.testkit.Plugins;
import soma.plugin.auth.jwt.api.OperatorMode;
import soma.spi.plugin.ServerPlugin;
import soma.spi.tck.fixture.RecordedContributions;
import soma.spi.tck.plugin.PluginContract;

final class CalloutPluginTest extends PluginContract {
    @Override
    protected ServerPlugin plugin() {
        return new CalloutPlugin();
    }

    @Override
    protected void prepare(RecordedContributions contributions) {
        ServerPlugin permissions = Plugins.installed("auth-permissions").getFirst();
        permissions.declare(contributions);
        permissions.contribute(contributions);
        contributions.offer(OperatorMode.class, new NoOperators());
    }
}
