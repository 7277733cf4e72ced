/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.callout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.NKey;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Logs in to a whole server that asks the service: {@code mvn verify -Dserver=PATH}, with the start script of Soma or the
 * program of nats-server. Skipped, and reported as skipped, without it.
 */
final class WholeServerTest {
    private static final Pattern LISTENING = Pattern.compile("Listening for client connections on .*:(\\d+)");

    @TempDir
    private Path folder;

    private final NKey issuer = NKey.createAccount(null);

    WholeServerTest() throws Exception {}

    @Test
    void theServerLetsInWhomTheServiceLetsIn() throws Exception {
        String program = System.getProperty("server", "");
        assumeFalse(program.isEmpty(), "needs -Dserver=PATH");
        Process server = new ProcessBuilder(program, "-c", configuration().toString())
                .redirectErrorStream(true)
                .start();
        try {
            String url = "nats://127.0.0.1:" + port(server.inputReader());
            UserFile users = UserFile.of(List.of("alice APP " + PasswordHash.of("secret".toCharArray(), 1_000)));
            try (var service = CalloutService.start(login(url, "auth", "auth"), new Judge(issuer, users))) {
                try (Connection alice = Nats.connect(login(url, "alice", "secret"))) {
                    assertEquals(Connection.Status.CONNECTED, alice.getStatus());
                }
                assertThrows(AuthenticationException.class, () -> Nats.connect(login(url, "alice", "wrong")));
                assertThrows(AuthenticationException.class, () -> Nats.connect(login(url, "app", "known-to-server")));
                assertEquals(CalloutService.class, service.getClass());
            }
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    private Path configuration() throws Exception {
        String text = """
                listen: "127.0.0.1:-1"
                accounts {
                  AUTH { users: [ {user: auth, password: auth} ] }
                  APP { users: [ {user: app, password: known-to-server} ] }
                }
                authorization {
                  auth_callout { issuer: %s, account: AUTH, auth_users: [ auth ] }
                }
                """
                .formatted(new String(issuer.getPublicKey()));
        return Files.writeString(folder.resolve("server.conf"), text);
    }

    private static String port(BufferedReader log) throws IOException {
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                // read on, so that the server never waits for a reader of its log
                Thread.ofVirtual().start(() -> readOn(log));
                return listening.group(1);
            }
        }
        throw new IOException("the server has ended");
    }

    private static void readOn(BufferedReader log) {
        try {
            log.lines().forEach(line -> {});
        } catch (UncheckedIOException e) {
            // the server has ended
        }
    }

    private static Options login(String url, String user, String password) {
        return Options.builder()
                .server(url)
                .userInfo(user.toCharArray(), password.toCharArray())
                .maxReconnects(0)
                .build();
    }
}
