/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import soma.spi.transport.Endpoint;

class RunFilesTest {
    @TempDir
    Path directory;

    private final RunFiles files = new RunFiles(
            "nats-server",
            4711,
            () -> PortsDocument.of(Map.of("client", List.of(Endpoint.tcp("127.0.0.1", 1))), Map.of()));

    @Test
    void thePidFileHoldsTheNumberAndIsTheOwnersAlone() throws IOException {
        Path file = directory.resolve("pid");
        files.pid(file);
        assertEquals("4711", Files.readString(file));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void thePidFileReplacesALongerOne() throws IOException {
        Path file = Files.writeString(directory.resolve("pid"), "1234567\n");
        files.pid(file);
        assertEquals("4711", Files.readString(file));
    }

    @Test
    void failureToWriteThePidFileIsToldInKnownWords() {
        Path file = directory.resolve("absent/pid");
        IOException failure = assertThrows(NoSuchFileException.class, () -> files.pid(file));
        assertEquals("open " + file + ": no such file or directory", RunFiles.reason(failure));
    }

    @Test
    void thePortsFileAppearsWholeMovesWithItsDirectoryAndGoes() throws IOException {
        files.ports(directory);
        Path first = directory.resolve("nats-server_4711.ports");
        assertEquals("{\"nats\":[\"nats://127.0.0.1:1\"]}", Files.readString(first));
        Path other = Files.createDirectory(directory.resolve("other"));
        files.ports(other);
        assertTrue(Files.notExists(first));
        assertTrue(Files.exists(other.resolve("nats-server_4711.ports")));
        files.removePorts();
        try (Stream<Path> rest = Files.list(other)) {
            assertEquals(List.of(), rest.toList());
        }
    }

    @Test
    void aPortsDirectoryThatIsNotThereDoesNoHarm() {
        files.ports(directory.resolve("absent"));
        files.removePorts();
        assertTrue(Files.notExists(directory.resolve("absent")));
    }
}
