/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.callout;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.NKey;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;

/**
 * A service that a server asks about each login. Reads all it needs from the environment, so that no secret is seen in a list
 * of processes.
 */
public final class CalloutService implements AutoCloseable {
    private static final String SUBJECT = "$SYS.REQ.USER.AUTH";
    private static final String GROUP = "auth-callout";

    private final Connection connection;

    private CalloutService(Connection connection) {
        this.connection = connection;
    }

    /** Runs until the process is told to end; with {@code hash} asks for a password and prints what goes into the file. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals("hash")) {
            char[] password = System.console().readPassword("password: ");
            System.out.println(PasswordHash.of(password));
            return;
        }
        Map<String, String> environment = System.getenv();
        NKey issuer = NKey.fromSeed(required(environment, "ISSUER_SEED").toCharArray());
        UserFile users = UserFile.read(Path.of(environment.getOrDefault("USERS", "users.txt")));
        Options options = Options.builder()
                .server(environment.getOrDefault("NATS_URL", Options.DEFAULT_URL))
                .userInfo(
                        required(environment, "NATS_USER").toCharArray(),
                        required(environment, "NATS_PASSWORD").toCharArray())
                .connectionName("auth-callout-service")
                .maxReconnects(-1)
                .build();
        var end = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(end::countDown));
        try (CalloutService service = start(options, new Judge(issuer, users))) {
            System.out.println(service);
            end.await();
        }
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(name + " is not set");
        }
        return value;
    }

    /**
     * Begins to answer.
     *
     * @throws IOException if there is no server, or it does not let this service in
     */
    public static CalloutService start(Options options, Judge judge) throws IOException, InterruptedException {
        Connection connection = Nats.connect(options);
        // several of them share the work; one dispatcher judges one login at a time, which is also a brake on guessing
        Dispatcher dispatcher = connection.createDispatcher(message -> {
            try {
                String answer = judge.answer(message.getData());
                connection.publish(message.getReplyTo(), answer.getBytes(StandardCharsets.US_ASCII));
            } catch (InvalidRequestException e) {
                // not from a server: nobody waits for an answer
                System.err.println("request refused: " + e.getMessage());
            } catch (GeneralSecurityException | IOException e) {
                System.err.println("cannot sign: " + e);
            }
        });
        dispatcher.subscribe(SUBJECT, GROUP);
        try {
            connection.flush(Duration.ofSeconds(5));
        } catch (TimeoutException e) {
            connection.close();
            throw new IOException("no answer from the server", e);
        }
        return new CalloutService(connection);
    }

    /** Returns what it does and where. */
    @Override
    public String toString() {
        return "answers on " + SUBJECT + " at " + connection.getConnectedUrl();
    }

    /** Stops to answer. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
