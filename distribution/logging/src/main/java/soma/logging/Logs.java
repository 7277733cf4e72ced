/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.logging;

import java.io.IOException;
import java.time.InstantSource;
import org.slf4j.Marker;
import org.slf4j.helpers.BasicMarkerFactory;

/**
 * Sets up what this provider prints. Until then it prints text to standard error. The state is the process's, since
 * SLF4J's is. Thread-safe.
 */
public final class Logs {
    /** Makes an error fatal: the label is FTL. Any marker of the name {@code FATAL} does. */
    public static final Marker FATAL = new BasicMarkerFactory().getDetachedMarker("FATAL");

    static final Sink SINK =
            new Sink(InstantSource.system(), ProcessHandle.current().pid());

    private Logs() {}

    /**
     * Changes to other options.
     *
     * @throws IOException if the destination cannot be opened; everything stays as it was then
     */
    public static void configure(LogOptions options) throws IOException {
        SINK.configure(options);
    }

    /** Returns the options in force. */
    public static LogOptions options() {
        return SINK.options();
    }

    /** Switches debug and trace events on or off. */
    public static void levels(boolean debug, boolean trace) {
        SINK.levels(debug, trace);
    }

    /** Opens the log file anew after it was moved away, and logs so; logs that there is none otherwise. */
    public static void reopen() {
        SINK.reopen();
    }

    /** Closes the destination; what is logged from then on is dropped. */
    public static void close() {
        SINK.close();
    }
}
