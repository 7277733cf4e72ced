/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.logging;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Writes times. The part down to the second is kept for as long as the second lasts. Not thread-safe. */
final class Stamp {
    private final boolean utc;
    private final char dateSeparator;
    private final char timeSeparator;
    private long second = Long.MIN_VALUE;
    private byte[] prefix = {};

    private Stamp(boolean utc, char dateSeparator, char timeSeparator) {
        this.utc = utc;
        this.dateSeparator = dateSeparator;
        this.timeSeparator = timeSeparator;
    }

    /** Makes one for {@code 2006/01/02 15:04:05.000000}. */
    static Stamp goStyle(boolean utc) {
        return new Stamp(utc, '/', ' ');
    }

    /** Makes one for {@code 2006-01-02T15:04:05.000000}, in UTC; the caller adds the Z. */
    static Stamp iso() {
        return new Stamp(true, '-', 'T');
    }

    void write(Instant now, Line line) {
        if (now.getEpochSecond() != second) {
            second = now.getEpochSecond();
            prefix = prefix(now);
        }
        line.put(prefix);
        line.digits(now.getNano() / 1_000, 6);
    }

    private byte[] prefix(Instant now) {
        ZoneOffset offset =
                utc ? ZoneOffset.UTC : ZoneId.systemDefault().getRules().getOffset(now);
        LocalDateTime t = LocalDateTime.ofEpochSecond(now.getEpochSecond(), 0, offset);
        StringBuilder text = new StringBuilder(20);
        text.append(t.getYear()).append(dateSeparator);
        two(text, t.getMonthValue()).append(dateSeparator);
        two(text, t.getDayOfMonth()).append(timeSeparator);
        two(text, t.getHour()).append(':');
        two(text, t.getMinute()).append(':');
        two(text, t.getSecond()).append('.');
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static StringBuilder two(StringBuilder text, int value) {
        return (value < 10 ? text.append('0') : text).append(value);
    }
}
