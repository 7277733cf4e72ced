/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.audit.log;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigReader;
import soma.spi.config.ConfigSection;

/** The keys of the audit log, and how they are read. */
final class AuditSection {
    private static final ConfigKey AUDIT = ConfigKey.of(
            "audit", "block", "", Reload.NO, "Keeps an audit log: who came, who was refused, what was changed.");
    private static final ConfigKey FILE =
            ConfigKey.of("file", "text", "", Reload.NO, "The file that lines are appended to.");
    private static final ConfigKey MAX_SIZE = ConfigKey.of(
            "max_size",
            "size",
            "100MB",
            Reload.NO,
            "How large the file grows before another one is begun; 0 for no bound.");
    private static final ConfigKey KEEP =
            ConfigKey.of("keep", "integer", "0", Reload.NO, "How many full files are kept; 0 for all of them.");
    private static final long USUAL_SIZE = 100_000_000;
    private static final int MOST_KEPT = 10_000;

    static final ConfigSection<AuditOptions> SECTION = ConfigSection.fixed("audit", List.of(AUDIT), AuditSection::bind);

    private AuditSection() {}

    private static AuditOptions bind(ConfigReader root) {
        Optional<ConfigReader> block = root.map(AUDIT);
        if (block.isEmpty()) {
            return AuditOptions.OFF;
        }
        ConfigReader audit = block.get();
        audit.rejectUnknown(Set.of(FILE.name(), MAX_SIZE.name(), KEEP.name()));
        Path file = file(audit);
        long size = audit.integer(MAX_SIZE, USUAL_SIZE, 0, Long.MAX_VALUE);
        int keep = (int) audit.integer(KEEP, 0, 0, MOST_KEPT);
        return new AuditOptions(file, size, keep);
    }

    private static @Nullable Path file(ConfigReader audit) {
        Optional<ConfigNode> node = audit.find(FILE);
        String text = audit.text(FILE, "");
        ConfigNode at = node.orElse(audit.node());
        if (text.isEmpty()) {
            audit.problems().error(at, "audit: no file (expected: file: \"/var/log/soma/audit.log\")");
            return null;
        }
        try {
            Path file = Path.of(text).toAbsolutePath();
            check(audit, at, file);
            return file;
        } catch (InvalidPathException e) {
            audit.problems().error(at, "audit: \"" + text + "\" is no path: " + e.getReason());
            return null;
        }
    }

    /** What can be told now is told now, with its place, rather than when the server starts. */
    private static void check(ConfigReader audit, ConfigNode at, Path file) {
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            audit.problems().error(at, "audit: there is no folder " + folder + " (expected: one that can be written)");
        } else if (Files.exists(file)
                ? !Files.isRegularFile(file) || !Files.isWritable(file)
                : !Files.isWritable(folder)) {
            audit.problems()
                    .error(at, "audit: " + file + " cannot be written (expected: a file that can be appended to)");
        }
    }
}
