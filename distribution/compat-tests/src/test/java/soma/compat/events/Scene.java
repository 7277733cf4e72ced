/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.events;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import soma.compat.events.SystemClient.Received;
import soma.compat.monitor.JsonComparison;
import soma.compat.server.ServerExecutable;
import soma.compat.server.ServerProcess;

/** nats-server and the server under test, each with a clerk in the system account and two clients in an account. */
final class Scene implements AutoCloseable {
    static final String CONFIGURATION = """
            server_name: twin
            server_tags: ["zone:a", "b"]
            server_metadata: {rack: "7"}
            accounts {
              SYS { users: [{user: sys, password: pass-sys}] }
              A { users: [
                {user: a, password: pass-a}
                {user: few, password: pass-few, permissions: {
                  publish: {allow: ["$SYS.REQ.USER.INFO", "x.>"], deny: "x.y"}
                  subscribe: "_INBOX.>", allow_responses: {max: 3, expires: "5s"}}}
              ] }
              B { users: [{user: b, password: pass-b}] }
            }
            system_account: SYS
            """;

    private final List<String> found = new ArrayList<>();
    private final Side theirs;
    private final Side ours;

    /** One server with its clients. */
    record Side(ServerProcess server, SystemClient clerk, SystemClient anna, SystemClient few)
            implements AutoCloseable {
        static Side start(ServerExecutable executable) {
            ServerProcess server = ServerProcess.start(executable, CONFIGURATION, List.of());
            SystemClient clerk = SystemClient.connect(server.port(), SystemClient.as("sys", "clerk"));
            SystemClient anna = SystemClient.connect(server.port(), SystemClient.as("a", "anna"));
            SystemClient few = SystemClient.connect(server.port(), SystemClient.as("few", "few"));
            anna.run("SUB foo 1\r\nSUB foo q 2\r\nSUB q.* q 3\r\nPUB foo 3\r\nabc\r\n")
                    .others();
            return new Side(server, clerk, anna, few);
        }

        /** Returns a subject or a body with the ids of this run. */
        String filled(String text) {
            return text.replace("<id>", clerk.serverId()).replace("<anna>", anna.id());
        }

        SystemClient another(String members) {
            return SystemClient.connect(server.port(), members);
        }

        @Override
        public void close() {
            clerk.close();
            anna.close();
            few.close();
            server.close();
        }
    }

    private Scene(Side theirs, Side ours) {
        this.theirs = theirs;
        this.ours = ours;
    }

    /** Starts both; skips the test when one is not there. */
    static Scene start() {
        ServerExecutable peer = ServerExecutable.peer();
        ServerExecutable underTest = ServerExecutable.underTest();
        Side theirs = Side.start(peer);
        try {
            return new Scene(theirs, Side.start(underTest));
        } catch (RuntimeException | Error e) {
            theirs.close();
            throw e;
        }
    }

    /** Has the clerks ask, and compares the answers or the silence. */
    void ask(String subject, String body, JsonComparison comparison) {
        compare(subject + " " + body, side -> side.clerk.askMaybe(side.filled(subject), side.filled(body)), comparison);
    }

    /** Has somebody ask who must be answered, and compares. */
    void ask(
            Function<Side, SystemClient> who,
            String subject,
            String body,
            JsonComparison comparison,
            String... headers) {
        compare(
                subject + " " + body + String.join(" ", headers),
                side -> who.apply(side).ask(side.filled(subject), body, headers),
                comparison);
    }

    private void compare(String what, Function<Side, Received> action, JsonComparison comparison) {
        Received their = action.apply(theirs);
        Received our = action.apply(ours);
        compare(what, their, our, comparison);
    }

    private void compare(String what, Received their, Received our, JsonComparison comparison) {
        String theirHeaders = their.headers().replace(theirs.clerk.serverId(), "<id>");
        String ourHeaders = our.headers().replace(ours.clerk.serverId(), "<id>");
        if (!theirHeaders.equals(ourHeaders)) {
            found.add(what + ": nats-server has headers " + theirHeaders + ", we have " + ourHeaders);
        }
        boolean json = their.body().startsWith("{") && our.body().startsWith("{");
        if (json) {
            comparison.differences(their.body(), our.body()).forEach(line -> found.add(what + " " + line));
        } else if (!their.body().equals(our.body())) {
            found.add(what + ": nats-server has '" + their.body() + "', we have '" + our.body() + "'");
        }
    }

    /** Begins to listen to all events but the regular numbers of the server, once the earlier ones have been told. */
    void listen() {
        both((side, none) -> {
            side.clerk.run("SUB $SYS.ACCOUNT.> 1\r\nSUB $SYS.SERVER.> 2\r\n");
            side.another(SystemClient.as("b", "last")).close();
            Received event = event("the last of the earlier ones", side);
            while (!event.subject().endsWith(".DISCONNECT")) {
                event = event("the last of the earlier ones", side);
            }
        });
    }

    /** Does something, and compares the events that tell of it, which are that many. */
    void events(String what, int count, BiConsumer<Side, String> action, JsonComparison comparison) {
        both(action);
        for (int i = 0; i < count; i++) {
            Received their = event(what, theirs);
            Received our = event(what, ours);
            String theirSubject = their.subject().replace(theirs.clerk.serverId(), "<id>");
            String ourSubject = our.subject().replace(ours.clerk.serverId(), "<id>");
            if (theirSubject.equals(ourSubject)) {
                compare(what + ": " + ourSubject, their, our, comparison);
            } else {
                found.add(what + ": nats-server tells " + theirSubject + ", we tell " + ourSubject);
            }
        }
        both((side, name) -> side.clerk.others().stream()
                .filter(Scene::isEvent)
                .forEach(more -> found.add(what + ": " + name + " tells too " + more)));
    }

    private static Received event(String what, Side side) {
        return side.clerk.next("an event of: " + what, Scene::isEvent);
    }

    private static boolean isEvent(Received message) {
        return message.subject().startsWith("$SYS.") && !message.subject().endsWith(".STATSZ");
    }

    /** Does the same on both servers. */
    void both(BiConsumer<Side, String> action) {
        action.accept(theirs, "nats-server");
        action.accept(ours, "we");
    }

    /** Returns all that was found to differ, and the rules that nothing needed. */
    String findings(JsonComparison... used) {
        for (JsonComparison comparison : used) {
            comparison.unusedRules().forEach(rule -> found.add("needless: " + rule));
        }
        return String.join("\n", found);
    }

    @Override
    public void close() {
        theirs.close();
        ours.close();
    }
}
