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
 * What an OCSP response says, before anyone has checked who signed it.
 *
 * @param from  since when it holds
 * @param until when there will be a newer one; null if it does not say
 */
record OcspResponse(
        Ocsp.Status status, Instant from, @Nullable Instant until) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'", Locale.ROOT);
    private static final int REVOKED = Der.CONTEXT | 1;
    private static final int UNKNOWN = Der.CONTEXT_PLAIN | 2;
    private static final int SUCCESSFUL = 0;

    static OcspResponse read(byte[] der) throws Der.Malformed {
        Der response = Der.of(der).enter(Der.SEQUENCE);
        byte[] outcome = response.enter(Der.ENUMERATED).rest();
        if (outcome.length != 1 || outcome[0] != SUCCESSFUL) {
            throw new Der.Malformed("the authority answers with an error");
        }
        Der bytes = response.enter(Der.CONTEXT).enter(Der.SEQUENCE);
        bytes.next(); // the sort of response, of which there is one
        Der data = Der.of(bytes.enter(Der.OCTETS).rest()).enter(Der.SEQUENCE).enter(Der.SEQUENCE);
        data.skip(Der.CONTEXT); // version
        data.next(); // who answers
        data.next(); // when
        Der single = data.enter(Der.SEQUENCE).enter(Der.SEQUENCE);
        single.next(); // about which certificate: the JDK compares it
        int tag = single.tag();
        single.next();
        Instant from = time(single.enter(Der.TIME));
        Instant until =
                single.tag() == Der.CONTEXT ? time(single.enter(Der.CONTEXT).enter(Der.TIME)) : null;
        Ocsp.Status status =
                tag == REVOKED ? Ocsp.Status.REVOKED : tag == UNKNOWN ? Ocsp.Status.UNKNOWN : Ocsp.Status.GOOD;
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
