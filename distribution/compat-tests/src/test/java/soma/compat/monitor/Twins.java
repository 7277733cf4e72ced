/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Assertions;
import soma.compat.monitor.MonitorClient.Reply;
import soma.compat.server.ServerExecutable;
import soma.compat.server.ServerProcess;
import soma.compat.wire.WireClient;

/** The server under test and nats-server with one configuration, to which the same is done. One thread. */
public final class Twins implements AutoCloseable {
    private final List<AutoCloseable> open = new ArrayList<>();
    private final ServerProcess theirs;
    private final ServerProcess ours;
    private final MonitorClient theirMonitor;
    private final MonitorClient ourMonitor;

    private Twins(ServerProcess theirs, ServerProcess ours, IntFunction<MonitorClient> monitor) {
        this.theirs = theirs;
        this.ours = ours;
        this.theirMonitor = monitor.apply(theirs.monitorPort());
        this.ourMonitor = monitor.apply(ours.monitorPort());
    }

    /** Starts both; skips the test, saying why, when one of them is not there. */
    public static Twins start(String configuration) {
        return start(configuration, "-m", MonitorClient::new);
    }

    /**
     * Starts both with another flag for the port of monitoring.
     *
     * @param monitor how one asks at a port
     */
    static Twins start(String configuration, String flag, IntFunction<MonitorClient> monitor) {
        ServerExecutable peer = ServerExecutable.peer();
        ServerExecutable underTest = ServerExecutable.underTest();
        List<String> flags = List.of(flag, "-1");
        ServerProcess theirs = ServerProcess.start(peer, configuration, flags);
        try {
            return new Twins(theirs, ServerProcess.start(underTest, configuration, flags), monitor);
        } catch (RuntimeException | Error e) {
            theirs.close();
            throw e;
        }
    }

    /** Connects to both and has the same done there; the connections stay until the end, unless they are closed. */
    public void client(String connect, Consumer<WireClient> script) {
        client(port -> WireClient.connect(port, connect), script);
    }

    /** The same for clients that log in in a way of their own. */
    void client(IntFunction<WireClient> logIn, Consumer<WireClient> script) {
        for (ServerProcess server : List.of(theirs, ours)) {
            WireClient client = logIn.apply(server.port());
            open.add(client);
            script.accept(client);
        }
    }

    /** Compares a document; fails with all differences and with the rules that were of no use. */
    public List<String> compare(String path, JsonComparison comparison) {
        List<String> differences =
                new ArrayList<>(comparison.differences(theirMonitor.document(path), ourMonitor.document(path)));
        comparison.unusedRules().forEach(rule -> differences.add("needless: " + rule));
        return differences.stream().map(line -> path + " " + line).toList();
    }

    /** Compares an answer that need not be JSON, as a whole. */
    public void compareReply(String path) {
        Reply their = theirMonitor.get(path);
        Reply our = ourMonitor.get(path);
        Assertions.assertEquals(
                their.status() + " " + their.type() + "\n" + their.body(),
                our.status() + " " + our.type() + "\n" + our.body(),
                path);
    }

    /** Returns nats-server. */
    public ServerProcess theirs() {
        return theirs;
    }

    /** Returns the server under test. */
    public ServerProcess ours() {
        return ours;
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable client : open) {
            client.close();
        }
        theirs.close();
        ours.close();
    }
}
