/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.audit.log;

import java.util.List;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;

/** The configuration keys of the audit log. Those inside the block take effect with its own. */
final class AuditKeys {
    static final ConfigKey AUDIT = ConfigKey.of(
            "audit", "block", "off", Reload.YES, "Writes who came, was refused, left, and what was changed, to a file.");
    static final ConfigKey FILE =
            ConfigKey.of("file", "path", "", Reload.YES, "File to append to, made with mode 0640; must be given.");
    static final ConfigKey MAX_SIZE = ConfigKey.of(
            "max_size", "size", "0", Reload.YES, "Size beyond which the file is renamed and begun anew; 0 for never.");
    static final ConfigKey MAX_FILES = ConfigKey.of(
            "max_files", "integer", "0", Reload.YES, "Files to keep, the current one included; 0 for all.");

    /** Those of the block. */
    static final List<ConfigKey> INNER = List.of(FILE, MAX_SIZE, MAX_FILES);

    private AuditKeys() {}
}
