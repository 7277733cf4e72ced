/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import soma.spi.server.Server;

/**
 * What holds while the server runs.
 *
 * @param configuration the configuration in force
 * @param server        the server
 * @param systemAccount the name of the system account
 * @param resolver      where accounts are found
 */
record OperatorState(
        Supplier<OperatorConfig> configuration,
        Server server,
        String systemAccount,
        @Nullable Resolver resolver) {
    OperatorConfig config() {
        return configuration.get();
    }

    Instant now() {
        return server.clock().instant();
    }

    JwtDirectory directory() {
        if (resolver instanceof DirectoryResolver directory) {
            return directory.directory();
        }
        throw new IllegalStateException("the resolver has no directory");
    }
}
