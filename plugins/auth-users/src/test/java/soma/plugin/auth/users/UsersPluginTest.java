/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.users;

import java.util.List;
import java.util.Map;
import soma.spi.plugin.ServerPlugin;
import soma.spi.tck.fixture.RecordedContributions;
import soma.spi.tck.plugin.PluginContract;

class UsersPluginTest extends PluginContract {
    @Override
    protected ServerPlugin plugin() {
        return new UsersPlugin();
    }

    @Override
    protected Map<String, Object> config() {
        return Map.of("authorization", Map.of("users", List.of(Map.of("user", "a", "word", "b")), "timeout", 3L));
    }

    @Override
    protected void prepare(RecordedContributions contributions) {
        TestScope.extend(contributions);
    }
}
