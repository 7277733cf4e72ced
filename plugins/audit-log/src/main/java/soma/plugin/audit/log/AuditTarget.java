/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.audit.log;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;

/** Where lines of the audit log end up. Used by one thread at a time. */
interface AuditTarget extends Closeable {
    /** Appends a line. */
    void write(byte[] line, Instant now) throws IOException;
}
