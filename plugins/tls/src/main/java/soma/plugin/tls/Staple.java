/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.time.Duration;
import java.time.Instant;

/** Proof about one of the server's certificates: the response as it was got, and what it says. Immutable. */
final class Staple {
    private final byte[] response;
    private final Ocsp.Answer answer;

    private Staple(byte[] response, Ocsp.Answer answer) {
        this.response = response;
        this.answer = answer;
    }

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

    /** Returns what is sent; nobody changes it. */
    byte[] response() {
        return response;
    }

    Ocsp.Answer answer() {
        return answer;
    }

    boolean isCurrent(Instant now) {
        return answer.isCurrent(now, Duration.ZERO, null);
    }
}
