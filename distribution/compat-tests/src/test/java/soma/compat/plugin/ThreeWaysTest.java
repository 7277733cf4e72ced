/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import soma.compat.server.ServerExecutable;
import soma.compat.server.ServerProcess;
import soma.compat.wire.WireClient;

/** One and the same plugin jar dropped into the built server, on its module path, and linked into an image of its own. */
class ThreeWaysTest {

    private static final String MODULE = "com.example.soma.tokenfile";
    private static final String SERVER = "soma.launcher,soma.logging,soma.plugin.transport.netty";

    @TempDir
    private Path folder;

    private Path jar;
    private String section;

    @BeforeEach
    void findTheJar() throws IOException {
        jar = Path.of(System.getProperty("soma.sample.plugin", "missing"))
                .toAbsolutePath()
                .normalize();
        Assumptions.assumeTrue(
                Files.isRegularFile(jar),
                () -> "no sample plugin at " + jar + ": build sample-plugins/auth-token-file first");
        Path tokens = Files.writeString(folder.resolve("tokens.txt"), "opensesame alice\n");
        section = "token_file { path: \"" + tokens + "\" }\n";
    }

    private static void assertThePluginJudges(ServerProcess server) {
        try (WireClient client = WireClient.open(server.port())) {
            String info = client.line();
            assertTrue(info.contains("\"auth_required\":true"), info);
            client.send("CONNECT {\"verbose\":false,\"auth_token\":\"opensesame\"}\r\nPING\r\n");
            client.expect("PONG\r\n");
        }
        try (WireClient client = WireClient.connect(server.port())) {
            client.send("CONNECT {\"verbose\":false,\"auth_token\":\"closesesame\"}\r\nPING\r\n");
            client.expect("-ERR 'Authorization Violation'\r\n");
            client.expectClosed();
        }
    }

    @Test
    void the_jar_works_when_dropped_in() throws IOException {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        Files.copy(jar, plugins.resolve("auth-token-file.jar"));
        try (ServerProcess server =
                ServerProcess.startWithConfiguration("plugins { directory: \"" + plugins + "\" }\n" + section)) {
            assertThePluginJudges(server);
        }
    }

    @Test
    void the_jar_works_on_the_module_path() throws IOException {
        Path copy = Files.copy(jar, folder.resolve("auth-token-file.jar"));
        try (ServerProcess server = ServerProcess.start(
                script("""
                        export SOMA_JAVA_OPTS="--module-path=%s --add-modules=%s"
                        exec "%s" "$@"
                        """.formatted(copy, MODULE, ServerExecutable.underTest().path())), section, List.of())) {
            assertThePluginJudges(server);
        }
    }

    @Test
    void the_jar_works_when_linked_in() throws IOException {
        Path home = link();
        try (ServerProcess server = ServerProcess.start(script("""
                        export _JAVA_SR_SIGNUM=40
                        exec "%1$s/bin/java" --enable-native-access=soma.spi,soma.logging,io.netty.common \\
                            -Dsoma.home="%1$s" -m soma.launcher/soma.launcher.Main "$@"
                        """.formatted(home)), section, List.of())) {
            assertThePluginJudges(server);
        }
    }

    private Path link() throws IOException {
        ToolProvider jlink = ToolProvider.findFirst("jlink")
                .orElseGet(() -> Assumptions.abort("this JDK has no jlink to link an image with"));
        Path modules =
                ServerExecutable.underTest().path().resolve("../../../modules").normalize();
        Assumptions.assumeTrue(
                Files.isDirectory(modules), () -> "no modules at " + modules + ": build distribution/full first");
        Path home = folder.resolve("image");
        var said = new StringWriter();
        var to = new PrintWriter(said);
        int status = jlink.run(
                to,
                to,
                "--module-path=" + portable(modules) + File.pathSeparator + jar,
                "--add-modules=" + SERVER + "," + MODULE,
                "--output=" + home);
        assertEquals(0, status, said::toString);
        return home;
    }

    /** Without the jars of native code, of which there are several for one module; the server does without. */
    private static String portable(Path modules) throws IOException {
        try (Stream<Path> all = Files.list(modules)) {
            return all.map(Path::toString)
                    .filter(file -> !file.contains("-linux-"))
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private ServerExecutable script(String text) throws IOException {
        Path script = Files.writeString(folder.resolve("server"), "#!/bin/sh\n" + text);
        assertTrue(script.toFile().setExecutable(true));
        return new ServerExecutable(script);
    }
}
