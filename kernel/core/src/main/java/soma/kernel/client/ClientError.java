/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import org.slf4j.Logger;

/**
 * An error that a client is told of, and what the log has of it, at the level and in the words of nats-server.
 *
 * @param text   what the client is told, without what surrounds it on the wire
 * @param level  at which level it is logged
 * @param logged what is logged; may hold what the client sent, but nothing secret; empty for nothing
 */
record ClientError(String text, Level level, String logged) {
    private static final String LINE = "{} - {}";

    /** At which level. */
    enum Level {
        DEBUG,
        INFO,
        ERROR
    }

    /** An error that is logged as it is told, for those who look for it. */
    static ClientError of(String text) {
        return new ClientError(text, Level.DEBUG, text);
    }

    /** An error of which everything is logged already. */
    static ClientError silent(String text) {
        return new ClientError(text, Level.DEBUG, "");
    }

    /** An error that operators should know of, logged as it is told. */
    static ClientError reported(String text) {
        return reported(text, text);
    }

    /** An error that operators should know of. */
    static ClientError reported(String text, String logged) {
        return new ClientError(text, Level.ERROR, logged);
    }

    /** Returns the same error, for those alone who look for it if others have been told of it just now. */
    ClientError rarely(RepeatLimit limit) {
        return limit.admits(logged) ? this : new ClientError(text, Level.DEBUG, logged);
    }

    void log(Logger log, ClientSession session) {
        if (logged.isEmpty()) {
            return;
        }
        switch (level) {
            case DEBUG -> log.debug(LINE, session, logged);
            case INFO -> log.info(LINE, session, logged);
            case ERROR -> log.error(LINE, session, logged);
        }
    }
}
