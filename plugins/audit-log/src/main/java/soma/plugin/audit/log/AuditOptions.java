/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.audit.log;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the audit log goes. Immutable.
 *
 * @param file     the file to append to, or null for no audit log
 * @param maxSize  the size in bytes beyond which it is renamed and begun anew; 0 for never
 * @param maxFiles how many files to keep, the current one included; 0 for all
 */
record AuditOptions(@Nullable Path file, long maxSize, int maxFiles) {
    static final AuditOptions OFF = new AuditOptions(null, 0, 0);

    boolean isOn() {
        return file != null;
    }
}
