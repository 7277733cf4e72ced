/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.plugin;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.server.Server;

/**
 * The moving parts of a plugin. Called in dependency order going up and in the reverse order going down. A failure in
 * {@code start} or {@code listen} stops the server with the plugin's id in the message; a failure in {@code drain} or
 * {@code stop} is logged and the others still run.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public interface Lifecycle {
    /** Where life cycles are contributed. */
    ExtensionPoint<Lifecycle> POINT = ExtensionPoint.many("lifecycle", Lifecycle.class);

    /** Recovers state and starts workers. No listener is open yet anywhere. */
    @RunsOn(Context.STARTUP)
    default void start(Server server) throws Exception {}

    /** Opens listeners and dials out. The client listener of the kernel opens last. */
    @RunsOn(Context.STARTUP)
    default void listen() throws Exception {}

    /** Hands work over to others within the period; lame duck mode or shutdown calls it, once. */
    @RunsOn(Context.WORKER)
    default CompletionStage<Void> drain(Duration within) {
        return CompletableFuture.completedFuture(null);
    }

    /** Releases everything. Called even when {@code start} failed. */
    @RunsOn(Context.WORKER)
    default void stop() {}
}
