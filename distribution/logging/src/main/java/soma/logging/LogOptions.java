/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.logging;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is logged, how and where to. Immutable.
 *
 * @param destination where lines go
 * @param format      how an event is written
 * @param time        whether lines of text start with the time; JSON always has it
 * @param utc         whether that time is in UTC rather than in the zone of the machine
 * @param debug       whether debug events are logged
 * @param trace       whether trace events are logged; nats-server's flag, independent of {@code debug}
 * @param verbose     whether those are among them that bear the marker {@code VERBOSE}
 */
public record LogOptions(
        Destination destination,
        Format format,
        boolean time,
        boolean utc,
        boolean debug,
        boolean trace,
        boolean verbose) {

    /** Returns what nats-server does when told nothing: text with local time to standard error. */
    public static LogOptions defaults() {
        return new LogOptions(new StandardError(false), Format.TEXT, true, false, false, false, false);
    }

    /** Returns the same with another destination. */
    public LogOptions to(Destination other) {
        return new LogOptions(other, format, time, utc, debug, trace, verbose);
    }

    /** Returns the same with other levels. */
    public LogOptions levels(boolean newDebug, boolean newTrace) {
        return new LogOptions(destination, format, time, utc, newDebug, newTrace, verbose);
    }

    /** How an event is written. */
    public enum Format {
        /** {@code [pid] 2006/01/02 15:04:05.000000 [INF] text}. */
        TEXT,
        /** One JSON object per line. */
        JSON
    }

    /** Where lines go. */
    public sealed interface Destination {}

    /**
     * Standard error.
     *
     * @param colours whether labels are coloured, for a terminal
     */
    public record StandardError(boolean colours) implements Destination {
        // Spelled out, since the JVM makes what records get anew at each start, which takes milliseconds.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof StandardError error && colours == error.colours;
        }

        @Override
        public int hashCode() {
            return Boolean.hashCode(colours);
        }
    }

    /**
     * A file, appended to, made with mode 0640.
     *
     * @param path      where
     * @param sizeLimit the size in bytes beyond which it is renamed and begun anew; 0 for never
     * @param maxFiles  how many files to keep, this one included; 0 for all
     */
    public record File(Path path, long sizeLimit, int maxFiles) implements Destination {}

    /**
     * The syslog daemon of this machine. Messages carry a severity in place of a label.
     *
     * @param tag the name that messages carry, as a rule the program's
     */
    public record LocalSyslog(String tag) implements Destination {}

    /**
     * A syslog server. Messages carry a severity in place of a label.
     *
     * @param protocol how it takes messages
     * @param host     its address
     * @param port     its port
     * @param tag      the name that messages carry, as a rule the program's
     */
    public record Syslog(Protocol protocol, String host, int port, String tag) implements Destination {}

    /** How a syslog server takes messages. */
    public enum Protocol {
        /** A datagram for each. */
        UDP,
        /** A line for each on one connection. */
        TCP
    }
}
