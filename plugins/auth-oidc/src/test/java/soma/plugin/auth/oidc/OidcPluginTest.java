/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.oidc;

import java.util.Map;
import soma.spi.plugin.ServerPlugin;
import soma.spi.tck.plugin.PluginContract;

final class OidcPluginTest extends PluginContract {
    @Override
    protected ServerPlugin plugin() {
        return new OidcPlugin();
    }

    @Override
    protected Map<String, Object> config() {
        return Map.of("oidc", Map.of("issuer", "https://id.example.com", "audience", "soma"));
    }
}
