/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.audit.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {
    @TempDir
    Path directory;

    private Path path() {
        return directory.resolve("audit.log");
    }

    private void write(AuditFile file, String line, int second) throws IOException {
        file.write(line.getBytes(StandardCharsets.UTF_8), Instant.ofEpochSecond(second));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void appendsToWhatIsThere() throws IOException {
        Files.writeString(path(), "before\n");
        try (AuditFile file = new AuditFile(new AuditOptions(path(), 0, 0))) {
            write(file, "after\n", 0);
        }
        assertEquals("before\nafter\n", Files.readString(path()));
    }

    @Test
    void othersMayNotReadIt() throws IOException {
        new AuditFile(new AuditOptions(path(), 0, 0)).close();
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(path())));
    }

    @Test
    void goesOnInAnotherFileBeforeALineThatWouldMakeItTooLarge() throws IOException {
        try (AuditFile file = new AuditFile(new AuditOptions(path(), 10, 0))) {
            write(file, "12345\n", 0);
            write(file, "67890\n", 1);
        }
        assertEquals(List.of("audit.log", "audit.log.1970.01.01.00.00.01.000000000"), names());
        assertEquals("67890\n", Files.readString(path()));
        assertEquals("12345\n", Files.readString(directory.resolve("audit.log.1970.01.01.00.00.01.000000000")));
    }

    @Test
    void keepsTheNewestAndLeavesOtherFilesAlone() throws IOException {
        Files.writeString(directory.resolve("audit.log.notes"), "mine");
        try (AuditFile file = new AuditFile(new AuditOptions(path(), 5, 2))) {
            for (int second = 0; second < 4; second++) {
                write(file, "line" + second + "\n", second);
            }
        }
        assertEquals(List.of("audit.log", "audit.log.1970.01.01.00.00.03.000000000", "audit.log.notes"), names());
        assertEquals("line3\n", Files.readString(path()));
    }
}
