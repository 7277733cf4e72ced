/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.time.Duration;
import java.time.Instant;

/**
 * Proof about one of the server's certificates: the response as it was got, and what it says.
 *
 * @param response what is sent; not changed by anyone
 * @param answer   what it says
 */
record Staple(byte[] response, Ocsp.Answer answer) {
    /** Checks a response; it must be signed as it should be, and hold now. */
    static Staple of(byte[] response, OcspQuestion question, Instant now) throws OcspException {
        var staple = new Staple(response, Ocsp.prove(response, question, now));
        if (!staple.isCurrent(now)) {
            throw new OcspException(
                    OcspException.Why.NOT_CURRENT,
                    "the answer holds from " + staple.answer.from() + " until " + staple.answer.until());
        }
        return staple;
    }

    boolean isCurrent(Instant now) {
        return answer.isCurrent(now, Duration.ZERO, null);
    }
}
