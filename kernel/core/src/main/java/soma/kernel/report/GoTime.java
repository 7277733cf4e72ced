/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.report;

import java.time.Duration;

/** Writes how long something has lasted as nats-server's monitoring does. */
final class GoTime {
    private GoTime() {}

    /** Writes how long something has lasted, as years, days, hours, minutes and seconds: {@code 1d2h3m4s}. */
    static String uptime(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        long minutes = seconds / 60;
        long hours = minutes / 60;
        long days = hours / 24;
        long years = days / 365;
        var text = new StringBuilder();
        if (years > 0) {
            text.append(years).append('y');
        }
        if (days > 0) {
            text.append(days % 365).append('d');
        }
        if (hours > 0) {
            text.append(hours % 24).append('h');
        }
        if (minutes > 0) {
            text.append(minutes % 60).append('m');
        }
        return text.append(seconds % 60).append('s').toString();
    }
}
