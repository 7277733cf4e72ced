/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.basic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import soma.kernel.testkit.TestConnection;
import soma.kernel.testkit.TestKernel;

/** Log-ins with every combination of credentials, whose outcome was recorded from nats-server in {@code logins.txt}. */
class RecordedLoginsTest {
    @TestFactory
    Stream<DynamicTest> logInsEndAsAtNatsServer() throws IOException {
        return servers().stream().map(server -> DynamicTest.dynamicTest(server.configuration(), server::check));
    }

    private static List<Server> servers() throws IOException {
        List<Server> servers = new ArrayList<>();
        try (InputStream in = RecordedLoginsTest.class.getResourceAsStream("logins.txt")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (line.startsWith("config ")) {
                    servers.add(new Server(line.substring("config ".length()), new ArrayList<>()));
                } else if (!line.isEmpty() && !line.startsWith("#")) {
                    servers.getLast().lines().add(line);
                }
            }
        }
        return servers;
    }

    private record Server(String configuration, List<String> lines) {
        void check() {
            List<String> found = new ArrayList<>();
            try (TestKernel kernel = Logins.start(configuration)) {
                lines.forEach(line -> found.add(outcome(line, kernel)));
            }
            assertEquals(String.join("\n", lines), String.join("\n", found));
        }

        private static String outcome(String line, TestKernel kernel) {
            int blank = line.indexOf(' ');
            String what = blank < 0 ? "" : line.substring(blank + 1);
            TestConnection client = kernel.open();
            String info = client.takeInfo();
            if (line.startsWith("info ")) {
                return "info " + (info.contains("\"auth_required\":true") ? "required" : "quiet");
            }
            if (!what.equals("without CONNECT")) {
                client.connect(what);
            }
            return (isIn(client, kernel) ? "in " + what : "out " + what).strip();
        }

        private static boolean isIn(TestConnection client, TestKernel kernel) {
            client.send("PING\r\n");
            kernel.await(
                    "an answer",
                    () -> client.isClosed() || !client.client().received().isEmpty());
            return client.take().endsWith("PONG\r\n");
        }
    }
}
