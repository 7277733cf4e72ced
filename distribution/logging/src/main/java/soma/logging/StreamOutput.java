/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.logging;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;

/** Writes each line at once to a stream, as a rule standard error, which it does not close. */
final class StreamOutput implements Output {
    private final OutputStream stream;

    StreamOutput(OutputStream stream) {
        this.stream = stream;
    }

    /** Makes one for standard error, below the buffers of {@code System.err}. */
    static StreamOutput standardError() {
        return new StreamOutput(new FileOutputStream(FileDescriptor.err));
    }

    @Override
    public List<Notice> write(Instant now, Line line) throws IOException {
        append(line);
        return List.of();
    }

    @Override
    public void append(Line line) throws IOException {
        stream.write(line.bytes(), 0, line.length());
    }

    @Override
    public void close() {}
}
