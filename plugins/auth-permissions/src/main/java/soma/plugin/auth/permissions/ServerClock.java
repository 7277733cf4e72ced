/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import soma.spi.plugin.Lifecycle;
import soma.spi.server.Server;

/** The clock of the server, once there is one; permissions are compiled before. Safe for any thread. */
final class ServerClock implements InstantSource, Lifecycle {
    private volatile @Nullable InstantSource source;

    @Override
    public void start(Server server) {
        source = server.clock();
    }

    @Override
    public Instant instant() {
        return Objects.requireNonNull(source, "start comes before the first request")
                .instant();
    }

    @Override
    public long millis() {
        return Objects.requireNonNull(source, "start comes before the first request")
                .millis();
    }
}
