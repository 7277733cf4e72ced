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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import soma.kernel.boot.ConfigurationException;
import soma.kernel.testkit.Plugins;
import soma.kernel.testkit.TestConnection;
import soma.kernel.testkit.TestKernel;
import soma.spi.plugin.ServerPlugin;

class AuditLogTest {
    @TempDir
    private Path folder;

    private TestKernel kernel(String configuration) {
        List<ServerPlugin> plugins = new ArrayList<>(Plugins.installed("reports"));
        plugins.add(new AuditLogPlugin());
        return TestKernel.with(plugins).configuration(configuration).start();
    }

    private String audit() {
        return "server_name: s\naudit { file: \"" + folder.resolve("audit.log") + "\" }\n";
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(folder.resolve("audit.log")).stream()
                .map(line -> line.replaceAll("^\\{\"time\":\"2026-01-01T00:00:00[.0-9]*Z\",", "{"))
                .toList();
    }

    @Test
    void tellsWhatHappens() throws IOException {
        try (TestKernel kernel = kernel(audit())) {
            TestConnection client = kernel.connect("\"name\":\"anna\",\"user\":\"a\",\"pass\":\"secret\"")
                    .expectIn();
            client.close();
            kernel.reload(audit() + "max_payload: 1000\n");
            assertThrows(IllegalStateException.class, () -> kernel.reload(audit() + "port: 7\n"));
        }
        List<String> lines = lines();
        String who =
                "\"cid\":1,\"kind\":\"Client\",\"protocol\":\"client\",\"address\":\"inproc:1\",\"account\":\"$G\","
                        + "\"claimed_user\":\"a\",\"name\":\"anna\"";
        assertTrue(lines.get(0).startsWith("{\"event\":\"start\",\"server\":\"s\",\"id\":\"N"), lines.get(0));
        assertTrue(lines.get(0).contains("\"audit-log 0.1.0\""), lines.get(0));
        assertEquals("{\"event\":\"login\"," + who + "}", lines.get(1));
        assertEquals(
                "{\"event\":\"closed\"," + who + ",\"reason\":\"Client Closed\",\"in_msgs\":0,\"out_msgs\":0}",
                lines.get(2));
        assertTrue(lines.get(3).startsWith("{\"event\":\"reload\",\"changes\":[\"max_payload"), lines.get(3));
        assertTrue(lines.get(4).startsWith("{\"event\":\"reload_refused\",\"reason\":\"config reload not supported"));
        assertEquals("{\"event\":\"stop\"}", lines.get(5));
        assertFalse(String.join("", lines).contains("secret"));
    }

    @Test
    void oneEventIsOneLineWhateverAClientSays() throws IOException {
        try (TestKernel kernel = kernel(audit())) {
            kernel.connect("\"name\":\"x\\n{\\\"event\\\":\\\"login\\\"}\\u2028\"")
                    .expectIn();
        }
        List<String> lines = lines();
        assertEquals(4, lines.size(), () -> "start, login, closed, stop expected: " + lines);
        assertTrue(lines.get(1).contains("\"name\":\"x\\n{\\\"event\\\":\\\"login\\\"}\\u2028\""), lines.get(1));
    }

    @Test
    void isOffUnlessAskedFor() throws IOException {
        try (TestKernel kernel = kernel("")) {
            kernel.connect("").expectIn();
        }
        try (var files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void saysWhereTheConfigurationIsWrong() {
        for (String block : List.of(
                "audit {}",
                "audit { file: \"/nowhere/at/all/a.log\" }",
                "audit { file: \"" + folder + "\" }",
                "audit { file: \"" + folder.resolve("a") + "\", size: 3 }",
                "audit { file: \"" + folder.resolve("a") + "\", keep: -1 }",
                "audit: yes")) {
            var refused = assertThrows(
                    ConfigurationException.class, () -> kernel(block).close(), block);
            assertTrue(refused.getMessage().contains(":1:"), refused.getMessage());
        }
    }
}
