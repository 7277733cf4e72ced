/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import soma.spi.annotation.Api;

/** Writes times as monitoring documents and events do. Safe for any thread. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public final class Times {
    /** RFC 3339 with as many digits of a second as there are, in UTC. */
    private static final DateTimeFormatter RFC3339 = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendLiteral('Z')
            .toFormatter(Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Times() {}

    /** Returns a time in RFC 3339, in UTC, with up to nine digits of a second. */
    public static String rfc3339(Instant time) {
        return RFC3339.format(time);
    }
}
