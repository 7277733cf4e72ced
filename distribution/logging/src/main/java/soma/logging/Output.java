/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.logging;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Where finished lines go. Every method is called under the sink's lock. */
interface Output extends Closeable {
    /**
     * Writes a line.
     *
     * @return what to log about it, through {@link #append}; empty as a rule
     */
    List<Notice> write(Instant now, Line line) throws IOException;

    /** Writes a line about the output itself. */
    void append(Line line) throws IOException;

    /**
     * Opens the file anew, for after it was moved away.
     *
     * @return whether there is a file
     */
    default boolean reopen() throws IOException {
        return false;
    }

    /** Something to log about the output itself. */
    record Notice(Label label, String text) {}
}
