/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.boot;

import soma.kernel.assembly.ProblemList;
import soma.spi.config.ConfigNode.Position;

/**
 * Something wrong with the configuration or the plugins.
 *
 * @param severity whether it stops the server
 * @param at       where
 * @param message  what was found, what was expected, what to do
 */
public record Problem(Severity severity, Position at, String message) {
    /** Whether a problem stops the server. */
    public enum Severity {
        /** It should be put right, but the server runs. */
        WARNING,
        /** The server does not start, or the reload is refused. */
        ERROR
    }

    static Problem of(ProblemList.Entry entry) {
        return new Problem(entry.error() ? Severity.ERROR : Severity.WARNING, entry.at(), entry.message());
    }

    /** Returns the place, as nats-server prints it, and the message. */
    @Override
    public String toString() {
        return at + ": " + message;
    }
}
