/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.users;

import java.util.List;
import java.util.Optional;
import soma.plugin.auth.users.api.UserAttribute;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;
import soma.spi.config.ConfigReader;

/** An attribute for tests: {@code mark} becomes a tag, {@code default_mark} does for those without; "out" refuses. */
record MarkAttribute() implements UserAttribute {
    private static final ConfigKey MARK = ConfigKey.of("mark", "text", "", Reload.YES, "For tests.");
    private static final ConfigKey DEFAULT = ConfigKey.of("default_mark", "text", "", Reload.YES, "For tests.");

    @Override
    public int order() {
        return 1;
    }

    @Override
    public List<ConfigKey> keys() {
        return List.of(MARK);
    }

    @Override
    public List<ConfigKey> defaultKeys() {
        return List.of(DEFAULT);
    }

    @Override
    public Optional<Rule> bind(ConfigReader user) {
        return user.find(MARK).map(node -> new Mark(user.text(node, "")));
    }

    @Override
    public Optional<Rule> bindDefault(ConfigReader block) {
        return block.find(DEFAULT).map(node -> new Mark(block.text(node, "")));
    }

    private record Mark(String text) implements Rule {
        @Override
        public AuthResult apply(AuthRequest request, Admission admission) {
            return text.equals("out")
                    ? new AuthResult.Refused("marked", "Proxy Required")
                    : new AuthResult.Granted(admission.tagged(List.of(text)));
        }
    }
}
