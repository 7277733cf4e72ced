/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.subject.mapping;

import java.util.Map;
import soma.spi.plugin.ServerPlugin;
import soma.spi.tck.plugin.PluginContract;

final class SubjectMappingPluginTest extends PluginContract {
    @Override
    protected ServerPlugin plugin() {
        return new SubjectMappingPlugin();
    }

    @Override
    protected Map<String, Object> config() {
        return Map.of("mappings", Map.of("a", "b"));
    }
}
