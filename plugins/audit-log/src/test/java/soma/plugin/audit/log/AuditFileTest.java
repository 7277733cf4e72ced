/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.audit.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {
    @TempDir
    private Path folder;

    private static void append(AuditFile file, String line) throws IOException {
        file.append((line + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void appendsToWhatIsThere() throws IOException {
        Path path = folder.resolve("audit.log");
        Files.writeString(path, "before\n");
        try (AuditFile file = AuditFile.open(new AuditOptions(path, 0, 0), path)) {
            append(file, "after");
        }
        assertEquals(List.of("before", "after"), Files.readAllLines(path));
    }

    @Test
    void beginsAnotherFileWhenOneIsFull() throws IOException {
        Path path = folder.resolve("audit.log");
        try (AuditFile file = AuditFile.open(new AuditOptions(path, 10, 0), path)) {
            for (int i = 1; i <= 7; i++) {
                append(file, "line" + i);
            }
        }
        assertEquals(List.of("line7"), Files.readAllLines(path));
        for (int i = 1; i <= 6; i++) {
            assertEquals(List.of("line" + (7 - i)), Files.readAllLines(folder.resolve("audit.log." + i)));
        }
    }

    @Test
    void aLineMayBeLongerThanAFile() throws IOException {
        Path path = folder.resolve("audit.log");
        try (AuditFile file = AuditFile.open(new AuditOptions(path, 3, 0), path)) {
            append(file, "long one");
            append(file, "long two");
        }
        assertEquals(List.of("long two"), Files.readAllLines(path));
        assertEquals(List.of("long one"), Files.readAllLines(folder.resolve("audit.log.1")));
    }

    @Test
    void keepsOnlySoMany() throws IOException {
        Path path = folder.resolve("audit.log");
        try (AuditFile file = AuditFile.open(new AuditOptions(path, 6, 2), path)) {
            for (int i = 1; i <= 6; i++) {
                append(file, "line" + i);
            }
        }
        assertEquals(List.of("line4"), Files.readAllLines(folder.resolve("audit.log.2")));
        assertFalse(Files.exists(folder.resolve("audit.log.3")));
    }
}
