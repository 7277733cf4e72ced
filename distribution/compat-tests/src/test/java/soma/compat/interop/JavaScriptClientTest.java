/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import soma.compat.server.ServerProcess;

@EnabledIfSystemProperty(named = "soma.interop", matches = "true", disabledReason = "needs node, run with -Pinterop")
class JavaScriptClientTest {

    private static final Path SCRIPT = Path.of("interop", "interop.js").toAbsolutePath();
    private static final Path MODULES =
            Path.of("target", "interop", "node_modules").toAbsolutePath();

    @Test
    void the_javascript_client_works() throws Exception {
        if (!Files.isDirectory(MODULES.resolve("nats")) || !nodeIsThere()) {
            String why = "node or the package 'nats' is missing: npm install --prefix target/interop nats@2";
            System.out.println("SKIPPED: " + why);
            Assumptions.abort(why);
        }
        try (ServerProcess server = ServerProcess.start()) {
            Path out = server.folder().resolve("interop.out");
            ProcessBuilder builder = new ProcessBuilder(List.of("node", SCRIPT.toString(), server.url()));
            builder.environment().put("NODE_PATH", MODULES.toString());
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            boolean ended = process.waitFor(30, TimeUnit.SECONDS);
            process.destroyForcibly();
            String text = Files.readString(out);
            assertTrue(ended, "the script does not end: " + text);
            assertEquals(0, process.exitValue(), text);
            assertTrue(text.endsWith("ok\n"), text);
        }
    }

    private static boolean nodeIsThere() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
