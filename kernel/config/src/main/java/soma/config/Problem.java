/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config;

import soma.spi.config.ConfigNode.Position;

/**
 * Something wrong with a configuration.
 *
 * @param severity whether the configuration can be used all the same
 * @param at       where
 * @param message  what was found and what was expected
 */
public record Problem(Severity severity, Position at, String message) {
    /** Whether a configuration with the problem can be used. */
    public enum Severity {
        /** It can, but should be changed. */
        WARNING,
        /** It cannot. */
        ERROR
    }

    /** Returns the problem as one line: {@code nats.conf:3:5: unknown field "prt"}. */
    @Override
    public String toString() {
        return at + ": " + message;
    }
}
