/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.message.trace;

import soma.spi.plugin.Contributions;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;

/** Tells where a message goes, when the message asks for it. */
public final class MessageTracePlugin implements ServerPlugin {
    /** Makes the plugin; for the service loader. */
    public MessageTracePlugin() {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of("message-trace", "0.1.0", "reports");
    }

    @Override
    public void contribute(Contributions contributions) {}
}
