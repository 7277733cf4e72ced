/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config.cli;

/**
 * A command line that cannot be used. The exit status is nats-server's, which ends with 0 after a bad flag; so may be
 * checked for by scripts.
 */
public final class CommandLineException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitStatus;
    private final boolean showUsage;

    private CommandLineException(String message, int exitStatus, boolean showUsage) {
        super(message);
        this.exitStatus = exitStatus;
        this.showUsage = showUsage;
    }

    /** Makes an exception for a flag that is unknown or has no good value: message, usage, status 0. */
    static CommandLineException flag(String message) {
        return new CommandLineException(message, 0, true);
    }

    /** Makes an exception for a request that cannot be done: message after the program's name, status 1. */
    static CommandLineException request(String message) {
        return new CommandLineException(message, 1, false);
    }

    /** Returns the status to exit with. */
    public int exitStatus() {
        return exitStatus;
    }

    /** Returns whether the message stands alone and is followed by the usage, rather than preceded by the program's name. */
    public boolean showUsage() {
        return showUsage;
    }
}
