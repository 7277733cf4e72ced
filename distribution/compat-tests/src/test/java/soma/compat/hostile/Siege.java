/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.hostile;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import soma.compat.server.ProcessUsage;
import soma.compat.server.ServerProcess;
import soma.compat.transcript.Escapes;
import soma.compat.wire.WireClient;

/**
 * A server under attack. {@link #close} is the oracle: the process lives, a well-behaved client is served within two
 * seconds, resident memory has grown by less than 64 MiB and no connection was sent a stack trace.
 */
final class Siege implements AutoCloseable {

    private static final long MAX_GROWTH_KIB = 64 * 1024;
    private static final Duration SERVICE_LIMIT = Duration.ofSeconds(2);
    private static final Pattern STACK_TRACE = Pattern.compile("(?m)^\\s*at \\S+\\(|Exception|goroutine \\d+|panic:");

    private final ServerProcess server;
    private final IntFunction<WireClient> logIn;
    private final ProcessUsage before;

    private Siege(ServerProcess server, IntFunction<WireClient> logIn) {
        this.server = server;
        this.logIn = logIn;
        for (int i = 0; i < 50; i++) {
            serveGoodClient();
        }
        before = server.usage();
    }

    static Siege of(ServerProcess server) {
        return of(server, "");
    }

    /** @param credentials JSON members that a well-behaved client adds to CONNECT, starting with a comma */
    static Siege of(ServerProcess server, String credentials) {
        return of(server, port -> WireClient.connect(port, "\"verbose\":false" + credentials));
    }

    /**
     * Attacks a server, and ends it with the attack also when it cannot even be besieged.
     *
     * @param logIn how a well-behaved client gets in at a port
     */
    static Siege of(ServerProcess server, IntFunction<WireClient> logIn) {
        try {
            return new Siege(server, logIn);
        } catch (RuntimeException | AssertionError e) {
            String tail = server.logTail();
            server.close();
            throw new AssertionError(e.getMessage() + tail, e);
        }
    }

    ServerProcess server() {
        return server;
    }

    /**
     * Opens a connection, sends {@code attack} and returns all that comes back up to the end, which the server must
     * bring about.
     */
    String fatal(String attack) {
        try (WireClient client = WireClient.connect(server.port())) {
            client.send(attack);
            return inspected(client.readToEnd());
        } catch (AssertionError e) {
            throw new AssertionError("after " + abbreviated(attack) + ": " + e.getMessage() + server.logTail(), e);
        }
    }

    /** Sends {@code attack}, then PING; passes when the server answers PONG or closes. */
    String survived(String attack) {
        try (WireClient client = WireClient.connect(server.port())) {
            client.send(attack + "PING\r\n");
            StringBuilder all = new StringBuilder();
            while (!client.ended() && all.indexOf("PONG\r\n") < 0) {
                all.append(new String(client.drain(Duration.ofMillis(20)), StandardCharsets.ISO_8859_1));
            }
            return inspected(all.toString());
        }
    }

    private static String inspected(String answer) {
        if (STACK_TRACE.matcher(answer).find()) {
            throw new AssertionError("a stack trace was sent to the peer: " + answer);
        }
        return answer;
    }

    private static String abbreviated(String attack) {
        return Escapes.escape(attack.length() > 200 ? attack.substring(0, 200) + "…" : attack);
    }

    /** Connects, subscribes, publishes to itself and disconnects, within two seconds. */
    void serveGoodClient() {
        long started = System.nanoTime();
        try (WireClient client = logIn.apply(server.port())) {
            client.send("SUB good 1\r\nPUB good 2\r\nhi\r\nPING\r\n");
            client.expect("MSG good 1 2\r\nhi\r\nPONG\r\n");
        }
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        if (took.compareTo(SERVICE_LIMIT) > 0) {
            throw new AssertionError(
                    "a well-behaved client was served in " + took.toMillis() + " ms" + server.logTail());
        }
    }

    long growthKiB() {
        return server.usage().residentKiB() - before.residentKiB();
    }

    @Override
    public void close() {
        try (server) {
            if (!server.isAlive()) {
                return; // closing the server fails with its log
            }
            serveGoodClient();
            long growth = growthKiB();
            if (growth > MAX_GROWTH_KIB) {
                throw new AssertionError(
                        "resident memory has grown by " + growth + " KiB, allowed are " + MAX_GROWTH_KIB);
            }
        }
    }
}
