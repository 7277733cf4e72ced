/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.audit.log;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the audit log goes.
 *
 * @param file    the file; null for no audit log
 * @param maxSize how many bytes it may have before another one is begun; 0 for no bound
 * @param keep    how many full files are kept; 0 for all
 */
record AuditOptions(@Nullable Path file, long maxSize, int keep) {
    /** No audit log. */
    static final AuditOptions OFF = new AuditOptions(null, 0, 0);
}
