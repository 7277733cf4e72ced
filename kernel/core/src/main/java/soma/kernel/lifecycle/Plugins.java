/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import soma.kernel.assembly.Assembly;
import soma.kernel.assembly.Assembly.Contribution;
import soma.spi.config.Durations;
import soma.spi.plugin.Lifecycle;
import soma.spi.server.Server;

/** Takes the plugins up and down. Going up a failure is thrown; going down it is logged and the others still run. */
final class Plugins {
    private final Supplier<Assembly> assembly;
    private final Logger log;

    Plugins(Supplier<Assembly> assembly, Logger log) {
        this.assembly = assembly;
        this.log = log;
    }

    private List<Contribution<Lifecycle>> lifecycles() {
        return assembly.get().contributions(Lifecycle.POINT);
    }

    /** Starts all; those that were begun to start are added to the list. */
    void start(Server server, List<Contribution<Lifecycle>> begun) {
        for (Contribution<Lifecycle> plugin : lifecycles()) {
            begun.add(plugin);
            try {
                plugin.extension().start(server);
            } catch (Exception e) {
                throw failure(plugin, "start", e);
            }
        }
    }

    void listen() {
        for (Contribution<Lifecycle> plugin : lifecycles()) {
            try {
                plugin.extension().listen();
            } catch (Exception e) {
                throw failure(plugin, "listen", e);
            }
        }
    }

    private static LifecycleException failure(Contribution<Lifecycle> plugin, String step, Exception cause) {
        if (cause instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new LifecycleException(
                "plugin '" + plugin.plugin() + "' failed to " + step + ": "
                        + (cause.getMessage() == null ? cause.toString() : cause.getMessage()),
                cause);
    }

    /** Has all hand over their work at the same time, and waits no longer than the period. */
    void drain(Duration within) {
        var drains = new ArrayList<Running>();
        for (Contribution<Lifecycle> plugin : lifecycles().reversed()) {
            drains.add(new Running(
                    plugin, apart(() -> plugin.extension().drain(within)).thenCompose(stage -> stage)));
        }
        long end = System.nanoTime() + within.toNanos();
        drains.forEach(drain -> await(drain, "drain", Duration.ofNanos(Math.max(0, end - System.nanoTime()))));
    }

    /** Stops all in reverse order, each given some time. */
    void stop(Duration each) {
        stop(lifecycles(), each);
    }

    void stop(List<Contribution<Lifecycle>> plugins, Duration each) {
        for (Contribution<Lifecycle> plugin : plugins.reversed()) {
            await(
                    new Running(plugin, apart(() -> {
                        plugin.extension().stop();
                        return plugin;
                    })),
                    "stop",
                    each);
        }
    }

    private record Running(Contribution<Lifecycle> plugin, CompletableFuture<?> end) {}

    /** Runs a call on a thread of its own, since one that hangs must not hold up the others. */
    private static <T> CompletableFuture<T> apart(Supplier<T> call) {
        return CompletableFuture.supplyAsync(
                call, task -> Thread.ofVirtual().name("soma-lifecycle").start(task));
    }

    private void await(Running running, String step, Duration within) {
        String id = running.plugin.plugin();
        try {
            running.end.get(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            log.error("Plugin '{}' failed to {}", id, step, e.getCause());
        } catch (TimeoutException e) {
            log.warn("Plugin '{}' did not {} within {}, going on without it", id, step, Durations.format(within));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            log.warn("Interrupted while plugin '{}' was to {}", id, step);
        }
    }
}
