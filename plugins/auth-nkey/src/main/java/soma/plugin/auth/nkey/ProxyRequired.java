/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.nkey;

import java.util.List;
import java.util.Optional;
import soma.plugin.auth.users.api.UserAttribute;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;
import soma.spi.config.ConfigReader;

/** Users who are let in through a trusted proxy only. */
final class ProxyRequired implements UserAttribute {
    private static final int ORDER = 50;
    private static final ConfigKey REQUIRED = ConfigKey.of(
            "proxy_required", "boolean", "false", Reload.YES, "Whether the user must come through a trusted proxy.");

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public List<ConfigKey> keys() {
        return List.of(REQUIRED);
    }

    @Override
    public Optional<Rule> bind(ConfigReader user) {
        return user.flag(REQUIRED, false) ? Optional.of(new Required()) : Optional.empty();
    }

    private record Required() implements Rule {
        @Override
        public AuthResult apply(AuthRequest request, Admission admission) {
            return request.text(TrustedProxies.OPTION).isEmpty()
                    ? new AuthResult.Refused("user may come through a trusted proxy only", "Proxy Required")
                    : AuthResult.ABSTAINED;
        }
    }
}
