/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.util.Map;
import soma.spi.plugin.ServerPlugin;
import soma.spi.tck.plugin.PluginContract;

final class TlsPluginTest extends PluginContract {
    @Override
    protected ServerPlugin plugin() {
        return new TlsPlugin();
    }

    @Override
    protected Map<String, Object> config() {
        return Map.of("tls", Map.of("cert_file", Certs.file("server.pem"), "key_file", Certs.file("server.key")));
    }
}
