/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.audit.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import soma.kernel.testkit.TestConnection;
import soma.kernel.testkit.TestKernel;

class AuditLogTest {
    @TempDir
    Path directory;

    private Path path() {
        return directory.resolve("audit.log");
    }

    private String configuration() {
        return "audit { file: '" + path() + "' }\n";
    }

    private TestKernel kernel() {
        return TestKernel.with(new AuditLogPlugin())
                .configuration(configuration())
                .start();
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(path());
    }

    private static String field(String line, String name) {
        String[] parts = line.split("\"" + name + "\":", 2);
        return parts.length < 2 ? "" : parts[1].split("[,}]", 2)[0].replace("\"", "");
    }

    private List<String> events() throws IOException {
        return lines().stream().map(line -> field(line, "event")).toList();
    }

    @Test
    void tellsOfTheLifeOfTheServerAndItsClients() throws IOException {
        try (TestKernel kernel = kernel()) {
            TestConnection client = kernel.connect("\"name\":\"a \\n b\",\"pass\":\"secret\"").expectIn();
            client.send("PING\r\n").expect("PONG\r\n");
        }
        assertEquals(List.of("start", "login", "disconnect", "shutdown"), events());
        assertTrue(lines().getFirst().contains("\"audit-log 0.1.0\""), lines().getFirst());
        String login = lines().get(1);
        assertEquals("Client", field(login, "kind"));
        assertEquals("$G", field(login, "account"));
        assertEquals("a \\u000a b", field(login, "client_name"));
        assertEquals("Client Closed", field(lines().get(2), "reason"));
        assertFalse(Files.readString(path()).contains("secret"));
    }

    @Test
    void tellsOfReloadsAndOfThoseThatAreRefused() throws IOException {
        try (TestKernel kernel = kernel()) {
            kernel.reload(configuration() + "max_payload: 2000");
            assertThrows(IllegalStateException.class, () -> kernel.reload(configuration() + "max_subscriptions: 3"));
        }
        assertEquals(List.of("start", "reload", "reload_refused", "shutdown"), events());
        assertTrue(lines().get(1).endsWith("\"changes\":[\"max_payload = 2000\"]}"), lines().get(1));
        assertTrue(lines().get(2).contains("config reload not supported for MaxSubs"), lines().get(2));
    }

    @Test
    void aReloadMovesToAnotherFile() throws IOException {
        Path other = directory.resolve("other.log");
        try (TestKernel kernel = kernel()) {
            kernel.reload("audit { file: '" + other + "' }");
        }
        assertEquals(List.of("start"), events());
        List<String> moved = Files.readAllLines(other);
        assertEquals(2, moved.size());
        assertTrue(moved.getFirst().contains("\"event\":\"reload\",\"changes\":[\"audit = "), moved.getFirst());
    }

    @Test
    void isOffUnlessAskedFor() {
        try (TestKernel kernel = TestKernel.with(new AuditLogPlugin()).start()) {
            kernel.connect("").expectIn();
        }
        assertFalse(Files.exists(path()));
    }

    @Test
    void aFileThatCannotBeWrittenIsRefusedWithItsPlace() {
        Path nowhere = directory.resolve("no/where");
        List<String> errors = TestKernel.with(new AuditLogPlugin())
                .configuration("port: 4222\naudit { file: '" + nowhere + "' }")
                .errors();
        assertEquals(List.of("test.conf:2:9: audit: cannot write to " + nowhere + ": no such directory"), errors);
    }

    @Test
    void aBlockWithoutAFileIsRefused() {
        List<String> errors = TestKernel.with(new AuditLogPlugin())
                .configuration("audit { max_size: 1k }")
                .errors();
        assertEquals(1, errors.size());
        assertTrue(errors.getFirst().contains("audit: no file"), errors.getFirst());
    }
}
