/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

/** What stands in place of an answer about a certificate. */
final class OcspException extends Exception {
    private static final long serialVersionUID = 1;

    private final Why why;

    OcspException(Why why, String message) {
        super(message);
        this.why = why;
    }

    OcspException(Why why, String message, Throwable cause) {
        super(message, cause);
        this.why = why;
    }

    /** Why there is none, in the words that a peer's rejection is reported with. */
    enum Why {
        /** Nobody could be asked. */
        UNREACHABLE("Failed OCSP response fetch"),
        /** The answer is none, is about something else, or is not signed by whom it must be. */
        UNPROVEN("Failed OCSP response parse"),
        /** The answer is of another time. */
        NOT_CURRENT("OCSP response not in effectivity window");

        private final String reason;

        Why(String reason) {
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    Why why() {
        return why;
    }
}
