/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.audit.log;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigReader;

/** Reads the block. That the file can be written is checked here, where its place in the configuration is known. */
final class AuditBinder {
    private final ConfigReader block;

    private AuditBinder(ConfigReader block) {
        this.block = block;
    }

    static AuditOptions bind(ConfigReader root) {
        return root.map(AuditKeys.AUDIT)
                .map(block -> new AuditBinder(block).bind())
                .orElse(AuditOptions.OFF);
    }

    private AuditOptions bind() {
        block.rejectUnknown(AuditKeys.INNER.stream().map(ConfigKey::name).collect(Collectors.toSet()));
        return new AuditOptions(
                file(),
                block.integer(AuditKeys.MAX_SIZE, 0, 0, Long.MAX_VALUE),
                (int) block.integer(AuditKeys.MAX_FILES, 0, 0, Integer.MAX_VALUE));
    }

    private @Nullable Path file() {
        ConfigNode node = block.find(AuditKeys.FILE).orElse(null);
        String text = node == null ? "" : block.text(node, "");
        if (node == null || text.isEmpty()) {
            block.problems().error(block.node(), "audit: no file (expected: file, the path to append to)");
            return null;
        }
        try {
            Path file = Path.of(text);
            String obstacle = obstacle(file);
            if (obstacle != null) {
                block.problems().error(node, "audit: cannot write to " + file + ": " + obstacle);
            }
            return file;
        } catch (InvalidPathException e) {
            block.problems().error(node, "audit: " + e.getMessage() + " (expected: a path)");
            return null;
        }
    }

    private static @Nullable String obstacle(Path file) {
        if (Files.isDirectory(file)) {
            return "it is a directory";
        }
        if (Files.exists(file)) {
            return Files.isWritable(file) ? null : "permission denied";
        }
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            return "no such directory";
        }
        return Files.isWritable(parent) ? null : "permission denied in its directory";
    }
}
