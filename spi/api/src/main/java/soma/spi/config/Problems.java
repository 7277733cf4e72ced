/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.config;

import soma.spi.annotation.Api;
import soma.spi.config.ConfigNode.Position;

/**
 * Collects everything wrong with a configuration, so that its author sees all of it at once. Confined to the thread
 * that binds the configuration.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public interface Problems {
    /**
     * Reports something that keeps the configuration from being used.
     *
     * @param at      where; its text is put before the message
     * @param message what was found, what was expected and, where it is not obvious, what to do
     */
    void error(Position at, String message);

    /** Reports something that should be changed but does not keep the configuration from being used. */
    void warning(Position at, String message);

    /** Reports an error at the value of a node. */
    default void error(ConfigNode at, String message) {
        error(at.keyPosition(), message);
    }

    /** Reports a warning at the value of a node. */
    default void warning(ConfigNode at, String message) {
        warning(at.keyPosition(), message);
    }
}
