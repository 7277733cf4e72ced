/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.logging;

/** The labels of nats-server's log lines, with their colour on a terminal and their severity in syslog. */
enum Label {
    TRACE("TRC", "33", 5, "trace"),
    DEBUG("DBG", "36", 7, "debug"),
    INFO("INF", "32", 5, "info"),
    WARNING("WRN", "0;93", 4, "warning"),
    ERROR("ERR", "31", 3, "error"),
    FATAL("FTL", "31", 2, "fatal");

    /** {@code [INF] }. */
    final String plain;
    /** The same with escape sequences around the name. */
    final String coloured;
    /** The level number of RFC 5424, as nats-server maps it: information counts as a notice. */
    final int severity;
    /** The word for JSON. */
    final String word;

    Label(String name, String colour, int severity, String word) {
        this.plain = "[" + name + "] ";
        this.coloured = "[\u001b[" + colour + "m" + name + "\u001b[0m] ";
        this.severity = severity;
        this.word = word;
    }
}
