/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.auth;

import soma.spi.annotation.Api;

/** An authenticator's answer. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public sealed interface AuthResult {
    /** The answer of an authenticator that was not given anything it judges. */
    AuthResult ABSTAINED = new Abstained();

    /**
     * Let it in.
     *
     * @param admission what is granted
     */
    record Granted(Admission admission) implements AuthResult {}

    /**
     * Keep it out.
     *
     * @param reason      why, for the log and for events; holds no secret
     * @param closeReason the reason that monitoring shows for the closed connection
     * @param error       what the peer is told; anything but the usual text tells strangers something
     */
    record Refused(String reason, String closeReason, String error) implements AuthResult {
        private static final String USUAL_ERROR = "Authorization Violation";

        /** Refuses with the usual close reason and error. */
        public Refused(String reason) {
            this(reason, "Authentication Failure");
        }

        /** Refuses with the usual error. */
        public Refused(String reason, String closeReason) {
            this(reason, closeReason, USUAL_ERROR);
        }
    }

    /** Not mine to judge. */
    record Abstained() implements AuthResult {}
}
