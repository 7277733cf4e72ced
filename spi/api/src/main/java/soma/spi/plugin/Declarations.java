/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.plugin;

import soma.spi.annotation.Api;
import soma.spi.config.CommandLineFlag;
import soma.spi.config.ConfigSection;

/** Takes down what a plugin owns, before any configuration is read. Valid during {@link ServerPlugin#declare} only. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public interface Declarations {
    /** Declares a section; two plugins that own the same key stop the start. */
    <T> void section(ConfigSection<T> section);

    /** Declares a flag beyond those of nats-server; two plugins that own the same name stop the start. */
    void flag(CommandLineFlag flag);

    /**
     * Adds an extension that takes part in reading the configuration, before anything is contributed: binders find it by
     * {@link soma.spi.config.ConfigReader#extensions}. It must be without state and effects: it is also asked about
     * configurations that are never used.
     */
    <T> void extend(ExtensionPoint<T> point, T extension);

    /** Declares an extension point of this plugin's own. */
    void point(ExtensionPoint<?> point);
}
