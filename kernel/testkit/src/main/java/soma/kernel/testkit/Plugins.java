/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.testkit;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import soma.spi.plugin.ServerPlugin;

/**
 * Finds plugins by id. For those that the module under test requires: their classes are not visible to a test, while
 * those that are only on the class path can simply be made with {@code new}.
 */
public final class Plugins {
    private Plugins() {}

    /**
     * Returns new plugins of those ids, in that order.
     *
     * @throws IllegalArgumentException if there is no such plugin
     */
    public static List<ServerPlugin> installed(String... ids) {
        return Stream.of(ids).map(Plugins::installed).toList();
    }

    private static ServerPlugin installed(String id) {
        List<ServerPlugin> all = ServiceLoader.load(ServerPlugin.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        return all.stream()
                .filter(plugin -> plugin.info().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no plugin '" + id + "' (there are: "
                        + all.stream().map(plugin -> plugin.info().id()).toList()
                        + "); is its module required by the one under test?"));
    }
}
