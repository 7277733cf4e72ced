/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.Subscription;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import soma.compat.server.ServerExecutable;
import soma.compat.server.ServerProcess;
import soma.compat.wire.WireClient;

/** The jar of {@code sample-plugins/auth-token-file}, dropped into the plugins directory of the built server. */
class SamplePluginTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String TOKEN = "opensesame";

    @TempDir
    private Path folder;

    private Path plugins;
    private Path tokens;

    @BeforeEach
    void install() throws IOException {
        Path jar = Path.of(System.getProperty("soma.sample.plugin", "missing"));
        Assumptions.assumeTrue(
                Files.isRegularFile(jar),
                () -> "no sample plugin at " + jar.normalize() + ": build sample-plugins/auth-token-file first");
        plugins = Files.createDirectory(folder.resolve("plugins"));
        Files.copy(jar, plugins.resolve("auth-token-file.jar"));
        tokens = Files.writeString(folder.resolve("tokens.txt"), TOKEN + " alice\n");
    }

    private String configuration(String section) {
        return "plugins { directory: \"" + plugins + "\" }\n" + section + "\n";
    }

    private String section(Path file) {
        return "token_file { path: \"" + file + "\" }";
    }

    private ServerProcess start(String... flags) {
        return ServerProcess.startWithConfiguration(configuration(section(tokens)), flags);
    }

    private static ServerProcess spawn(String configuration) {
        return ServerProcess.spawn(ServerExecutable.underTest(), configuration, List.of());
    }

    private static Connection login(ServerProcess server, String token) throws IOException, InterruptedException {
        Options.Builder options = new Options.Builder()
                .server(server.url())
                .connectionTimeout(LIMIT)
                .maxReconnects(0)
                .errorListener(new io.nats.client.ErrorListener() {});
        return Nats.connect(
                token.isEmpty()
                        ? options.build()
                        : options.token(token.toCharArray()).build());
    }

    private static String info(ServerProcess server) {
        try (WireClient client = WireClient.open(server.port())) {
            return client.line();
        }
    }

    @Test
    void the_right_token_logs_in_and_publishes() throws Exception {
        try (ServerProcess server = start();
                Connection connection = login(server, TOKEN)) {
            Subscription subscription = connection.subscribe("greet.*");
            connection.publish("greet.all", "hello".getBytes(StandardCharsets.UTF_8));
            Message message = subscription.nextMessage(LIMIT);
            assertEquals("hello", new String(message.getData(), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"closesesame", "open", ""})
    void a_wrong_token_or_none_is_refused(String token) throws Exception {
        try (ServerProcess server = start()) {
            assertThrows(AuthenticationException.class, () -> login(server, token));
            try (WireClient client = WireClient.connect(server.port())) {
                client.send("CONNECT {\"verbose\":false,\"auth_token\":\"" + token + "\"}\r\nPING\r\n");
                client.expect("-ERR 'Authorization Violation'\r\n");
                client.expectClosed();
            }
        }
    }

    @Test
    void info_says_that_authentication_is_required() {
        try (ServerProcess server = start()) {
            assertTrue(info(server).contains("\"auth_required\":true"), info(server));
        }
    }

    @Test
    void without_its_section_the_plugin_judges_nobody() throws Exception {
        try (ServerProcess server = ServerProcess.startWithConfiguration(configuration(""));
                Connection connection = login(server, "")) {
            assertFalse(info(server).contains("\"auth_required\":true"), info(server));
            connection.flush(LIMIT);
        }
    }

    @Test
    void a_changed_file_counts_at_the_next_login() throws Exception {
        try (ServerProcess server = start()) {
            Files.writeString(tokens, "a-new-token bob\n");
            login(server, "a-new-token").close();
            assertThrows(AuthenticationException.class, () -> login(server, TOKEN));
            Files.writeString(tokens, "a file that is broken\n");
            login(server, "a-new-token").close();
            server.awaitLog("[ERR] token_file: " + tokens + ":1: an unknown word behind the user (expected:"
                    + " account=NAME or publish=SUBJECT,SUBJECT); the tokens read before stay in force");
        }
    }

    @Test
    void a_token_decides_on_account_and_permissions_beside_the_users_of_the_configuration() throws Exception {
        Files.writeString(tokens, TOKEN + " alice account=A publish=orders.>\nlost bob account=NOWHERE\n");
        String accounts =
                "accounts { A { users: [ { user: ann, password: pw } ] }, B { users: [ { user: ben, password: pw } ] } }\n";
        try (ServerProcess server =
                        ServerProcess.startWithConfiguration(configuration(section(tokens) + "\n" + accounts));
                WireClient alice =
                        WireClient.connect(server.port(), "\"verbose\":false,\"auth_token\":\"" + TOKEN + "\"");
                WireClient ann =
                        WireClient.connect(server.port(), "\"verbose\":false,\"user\":\"ann\",\"pass\":\"pw\"");
                WireClient ben =
                        WireClient.connect(server.port(), "\"verbose\":false,\"user\":\"ben\",\"pass\":\"pw\"")) {
            for (WireClient client : List.of(ann, ben)) {
                client.send("SUB > 1\r\n");
                assertEquals("", client.drained());
            }
            alice.send("PUB orders.1 2\r\nhi\r\nPUB other 2\r\nno\r\n");
            ann.expect("MSG orders.1 1 2\r\nhi\r\n");
            alice.expect("-ERR 'Permissions Violation for Publish to \"other\"'\r\n");
            assertEquals("", ben.drained(), "another account");
            assertThrows(AuthenticationException.class, () -> login(server, "lost"));
        }
    }

    @Test
    void a_reload_takes_another_file_and_judges_connections_again() throws Exception {
        Path others = Files.writeString(folder.resolve("others.txt"), "another-token bob\n");
        try (ServerProcess server = start();
                WireClient client =
                        WireClient.connect(server.port(), "\"verbose\":false,\"auth_token\":\"" + TOKEN + "\"")) {
            Files.writeString(server.folder().resolve("server.conf"), configuration(section(others)));
            server.signal("HUP");
            server.awaitLog("Reloaded: token_file = { path: " + others + ", required: true }");
            String line = client.line();
            while (line.startsWith("INFO ") || line.startsWith("PING")) {
                line = client.line();
            }
            assertEquals("-ERR 'Authorization Violation'\r\n", line);
            client.expectClosed();
            login(server, "another-token").close();
        }
    }

    @Test
    void a_reload_with_a_missing_file_changes_nothing() throws Exception {
        try (ServerProcess server = start()) {
            Path missing = folder.resolve("missing.txt");
            Files.writeString(server.folder().resolve("server.conf"), configuration(section(missing)));
            server.signal("HUP");
            server.awaitLog(missing + " does not exist; create it, or correct token_file.path");
            login(server, TOKEN).close();
        }
    }

    @Test
    void no_token_is_logged_even_when_everything_is() throws Exception {
        try (ServerProcess server = start("-DV")) {
            login(server, TOKEN).close();
            assertThrows(AuthenticationException.class, () -> login(server, "closesesame"));
            server.awaitLog("unknown token");
            server.stop();
            assertFalse(server.log().contains("sesame"), server.log());
        }
    }

    @Test
    void a_missing_token_file_ends_the_start() throws Exception {
        Files.delete(tokens);
        ServerProcess server = spawn(configuration(section(tokens)));
        assertEquals(1, server.awaitExit(), server.log());
        assertTrue(server.log().contains("auth-token-file"), server.log());
        assertTrue(server.log().contains(tokens + " does not exist; create it"), server.log());
    }

    @Test
    void without_the_jar_its_section_ends_the_start() throws Exception {
        Files.delete(plugins.resolve("auth-token-file.jar"));
        ServerProcess server = spawn(configuration("token_file {}"));
        assertEquals(1, server.awaitExit(), server.log());
        assertTrue(server.log().contains("server.conf:2:1: "), server.log());
        assertTrue(server.log().contains("token_file"), server.log());
    }

    @Test
    void a_section_whose_plugin_was_refused_ends_the_start_with_the_reason() throws Exception {
        Files.writeString(plugins.resolve("auth-token-file.jar"), "this is no jar");
        ServerProcess server = spawn(configuration("token_file {}"));
        assertEquals(1, server.awaitExit(), server.log());
        assertTrue(
                server.log().contains("auth-token-file.jar is not loaded: its jar is broken")
                        && server.log().contains("unknown field \"token_file\""),
                server.log());
    }

    @Test
    void a_required_plugin_that_is_missing_ends_the_start_with_the_reason() throws Exception {
        Files.delete(plugins.resolve("auth-token-file.jar"));
        ServerProcess server =
                spawn("plugins { directory: \"" + plugins + "\", required: [auth-token-file] }\ntoken_file {}\n");
        assertEquals(1, server.awaitExit(), server.log());
        assertTrue(
                server.log().contains("plugin 'auth-token-file' is not installed")
                        && server.log().contains("put it into " + plugins),
                server.log());
    }

    @Test
    void a_broken_jar_beside_it_is_one_line_and_the_server_runs() throws Exception {
        Files.writeString(plugins.resolve("broken.jar"), "this is no jar");
        try (ServerProcess server = start()) {
            login(server, TOKEN).close();
            List<String> lines = server.log()
                    .lines()
                    .filter(line -> line.contains("broken.jar"))
                    .toList();
            assertEquals(1, lines.size(), server.log());
            assertTrue(
                    lines.getFirst().contains("[WRN] ")
                            && lines.getFirst().contains("is not loaded: its jar is broken"),
                    lines.getFirst());
        }
    }
}
