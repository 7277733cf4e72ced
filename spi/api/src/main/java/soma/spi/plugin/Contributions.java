/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.plugin;

import soma.spi.annotation.Api;
import soma.spi.config.ConfigSection;

/**
 * Where a plugin registers its extensions. Valid during {@link ServerPlugin#contribute} only. Plugins contribute in
 * dependency order, so what a required plugin offers is there.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public interface Contributions {
    /**
     * Adds an extension to a ONE or MANY point.
     *
     * @throws IllegalStateException if the point takes names
     */
    <T> void add(ExtensionPoint<T> point, T extension);

    /**
     * Adds an extension under a name to a NAMED point.
     *
     * @throws IllegalStateException if the point takes no names, or the name is taken
     */
    <T> void add(ExtensionPoint<T> point, String name, T extension);

    /** Offers a typed service to the plugins that require this one. */
    <S> void offer(Class<S> type, S service);

    /**
     * Returns the service that a required plugin offers.
     *
     * @throws IllegalStateException if no plugin that this one requires offers it
     */
    <S> S require(Class<S> type);

    /**
     * Returns the value of a section that this plugin declared.
     *
     * @throws IllegalStateException if it did not declare it
     */
    <T> T config(ConfigSection<T> section);
}
