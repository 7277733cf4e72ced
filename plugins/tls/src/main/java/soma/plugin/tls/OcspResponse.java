/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an OCSP response says of one certificate, before anyone has checked who signed it.
 *
 * @param from  since when it holds
 * @param until when there will be a newer one; null if it does not say
 */
record OcspResponse(
        Ocsp.Status status, Instant from, @Nullable Instant until) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'", Locale.ROOT);
    private static final int REVOKED = Der.CONTEXT | 1;
    private static final int UNKNOWN = Der.CONTEXT_PLAIN | 2;
    private static final int GOOD = Der.CONTEXT_PLAIN;
    private static final int SUCCESSFUL = 0;
    private static final int RESPONDER_NAME = Der.CONTEXT | 1;
    private static final int RESPONDER_KEY = Der.CONTEXT | 2;

    static OcspResponse read(byte[] der, OcspQuestion question) throws Der.Malformed {
        Der response = Der.of(der).enter(Der.SEQUENCE);
        byte[] outcome = response.enter(Der.ENUMERATED).rest();
        if (outcome.length != 1 || outcome[0] != SUCCESSFUL) {
            throw new Der.Malformed("the responder answers with an error");
        }
        Der bytes = response.enter(Der.CONTEXT).enter(Der.SEQUENCE);
        bytes.next(); // the sort of response, of which there is one
        Der data = Der.of(bytes.enter(Der.OCTETS).rest()).enter(Der.SEQUENCE).enter(Der.SEQUENCE);
        data.skip(Der.CONTEXT); // version
        if (!data.skip(RESPONDER_NAME) && !data.skip(RESPONDER_KEY)) {
            throw new Der.Malformed("nobody who answers");
        }
        data.enter(Der.TIME); // when
        Der parts = data.enter(Der.SEQUENCE);
        while (parts.hasMore()) {
            Der part = parts.enter(Der.SEQUENCE);
            if (question.isAnsweredBy(part.enter(Der.SEQUENCE))) {
                return single(part);
            }
        }
        throw new Der.Malformed("an answer about another certificate");
    }

    private static OcspResponse single(Der part) throws Der.Malformed {
        Ocsp.Status status = switch (part.tag()) {
            case GOOD -> Ocsp.Status.GOOD;
            case REVOKED -> Ocsp.Status.REVOKED;
            case UNKNOWN -> Ocsp.Status.UNKNOWN;
            default -> throw new Der.Malformed("a status that is none");
        };
        part.next();
        Instant from = time(part.enter(Der.TIME));
        Instant until = part.tag() == Der.CONTEXT ? time(part.enter(Der.CONTEXT).enter(Der.TIME)) : null;
        if (until != null && until.isBefore(from)) {
            throw new Der.Malformed("an answer that ends before it begins");
        }
        return new OcspResponse(status, from, until);
    }

    private static Instant time(Der value) throws Der.Malformed {
        String text = new String(value.rest(), StandardCharsets.US_ASCII);
        try {
            return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new Der.Malformed("a time that is none");
        }
    }
}
