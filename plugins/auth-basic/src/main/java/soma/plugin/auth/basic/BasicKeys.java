/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.basic;

import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;

/** The keys for passwords and tokens, in {@code authorization} and in the blocks of users. */
final class BasicKeys {
    static final ConfigKey USER =
            ConfigKey.of("user", "text", "", Reload.YES, "The user's name.").alias("username");
    static final ConfigKey PASSWORD = ConfigKey.of(
                    "pass", "text", "", Reload.YES, "The user's password, or better its bcrypt hash.")
            .alias("password");
    static final ConfigKey TOKEN = ConfigKey.of(
            "token", "text", "", Reload.YES, "What every client must send, or its bcrypt hash; in authorization only.");

    private BasicKeys() {}
}
