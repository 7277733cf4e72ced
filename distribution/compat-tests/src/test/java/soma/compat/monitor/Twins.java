/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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

    private Twins(ServerProcess theirs, ServerProcess ours) {
        this.theirs = theirs;
        this.ours = ours;
        this.theirMonitor = new MonitorClient(theirs.monitorPort());
        this.ourMonitor = new MonitorClient(ours.monitorPort());
    }

    /** Starts both; skips the test, saying why, when one of them is not there. */
    public static Twins start(String configuration) {
        ServerExecutable peer = ServerExecutable.peer();
        ServerExecutable underTest = ServerExecutable.underTest();
        ServerProcess theirs = ServerProcess.start(peer, configuration, List.of("-m", "-1"));
        try {
            return new Twins(theirs, ServerProcess.start(underTest, configuration, List.of("-m", "-1")));
        } catch (RuntimeException | Error e) {
            theirs.close();
            throw e;
        }
    }

    /** Connects to both and has the same done there; the connections stay until the end, unless they are closed. */
    public void client(String connect, Consumer<WireClient> script) {
        for (ServerProcess server : List.of(theirs, ours)) {
            WireClient client = WireClient.connect(server.port(), connect);
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
