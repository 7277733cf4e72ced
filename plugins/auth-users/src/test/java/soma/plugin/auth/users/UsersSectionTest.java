/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.users;

import java.util.List;
import java.util.Map;
import soma.spi.config.ConfigScope;
import soma.spi.config.ConfigSection;
import soma.spi.tck.config.ConfigSectionContract;
import soma.spi.tck.fixture.RecordedContributions;
import soma.spi.tck.fixture.RecordedProblems;

class UsersSectionTest extends ConfigSectionContract<UsersConfig> {
    private final CurrentUsers users = new CurrentUsers();

    @Override
    protected ConfigSection<UsersConfig> section() {
        return users.section();
    }

    @Override
    protected UsersConfig defaults() {
        return UsersConfig.NONE;
    }

    @Override
    protected Map<String, Object> fullConfig() {
        Map<String, Object> user = Map.of("user", "a", "word", "b", "mark", "x");
        return Map.of("authorization", Map.of("users", List.of(user), "timeout", "3s"), "no_auth_user", "a");
    }

    @Override
    protected UsersConfig full() {
        return TestScope.bind(fullConfig(), new RecordedProblems());
    }

    @Override
    protected ConfigScope scope() {
        return TestScope.extend(new RecordedContributions());
    }

    @Override
    protected Object effect() {
        return users.table();
    }
}
