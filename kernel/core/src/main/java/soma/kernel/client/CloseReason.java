/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import org.jspecify.annotations.Nullable;

/** Why a client's session ended, in the words of monitoring. */
final class CloseReason {
    static final String CLIENT_CLOSED = "Client Closed";
    static final String AUTHENTICATION_TIMEOUT = "Authentication Timeout";
    static final String HANDSHAKE_FAILURE = "TLS Handshake Failure";
    static final String AUTHENTICATION_FAILURE = "Authentication Failure";
    static final String AUTHENTICATION_EXPIRED = "Authentication Expired";
    static final String SLOW_PENDING = "Slow Consumer (Pending Bytes)";
    static final String SLOW_WRITE = "Slow Consumer (Write Deadline)";
    static final String READ_ERROR = "Read Error";
    static final String PARSE_ERROR = "Parse Error";
    static final String STALE = "Stale Connection";
    static final String PROTOCOL_VIOLATION = "Protocol Violation";
    static final String PROTOCOL_VERSION = "Bad Client Protocol Version";
    static final String MAX_CONNECTIONS = "Maximum Connections Exceeded";
    static final String MAX_PAYLOAD = "Maximum Message Payload Exceeded";
    static final String MAX_CONTROL_LINE = "Maximum Control Line Exceeded";
    static final String NO_RESPONDERS = "No Responders Requires Headers";
    static final String SERVER_SHUTDOWN = "Server Shutdown";

    private CloseReason() {}

    /** Returns why a link has ended that this side has not closed. */
    static String of(@Nullable Throwable cause) {
        return cause == null ? CLIENT_CLOSED : READ_ERROR;
    }

    /** Returns whether what waits to be written is dropped, since the peer does not take it or could not read it. */
    static boolean isAbrupt(String reason) {
        return reason.equals(SLOW_PENDING) || reason.equals(SLOW_WRITE) || reason.equals(HANDSHAKE_FAILURE);
    }
}
