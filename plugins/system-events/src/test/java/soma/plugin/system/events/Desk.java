/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.system.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import soma.kernel.testkit.Plugins;
import soma.kernel.testkit.TestConnection;
import soma.kernel.testkit.TestKernel;
import soma.plugin.auth.basic.BasicAuthPlugin;
import soma.plugin.auth.permissions.PermissionsPlugin;
import soma.spi.plugin.ServerPlugin;

/** A server with a system account, and someone in it who asks and listens. */
final class Desk implements AutoCloseable {
    static final String ACCOUNTS = """
            server_name: desk
            server_tags: ["zone:a", "b"]
            accounts {
              SYS { users: [{user: sys, password: s}] }
              A { users: [
                {user: a, password: a}
                {user: few, password: f, permissions: {
                  publish: {allow: ["$SYS.REQ.USER.INFO", "x.>"], deny: "x.y"}
                  subscribe: "_INBOX.>", allow_responses: {max: 3, expires: "5s"}}}
              ] }
              B { users: [{user: b, password: b}] }
            }
            system_account: SYS
            """;

    private static final String CLIENT = "\"lang\":\"java\",\"version\":\"2\",\"no_responders\":true";

    static final String WITH_GLOBAL_USER = ACCOUNTS + "authorization { users: [{user: g, password: g}] }\n";

    private final TestKernel kernel;
    private final TestConnection clerk;

    Desk() {
        this(ACCOUNTS, Duration.ofHours(1));
    }

    Desk(String configuration, Duration heartbeat) {
        List<ServerPlugin> plugins =
                new ArrayList<>(Plugins.installed("auth-users", "subject-mapping", "accounts", "reports"));
        plugins.add(new BasicAuthPlugin());
        plugins.add(new PermissionsPlugin());
        plugins.add(new SystemEventsPlugin(heartbeat));
        kernel = TestKernel.with(plugins).configuration(configuration).start();
        clerk = configuration.contains("user: sys") ? client("sys", "s", "clerk") : kernel.open();
    }

    TestKernel kernel() {
        return kernel;
    }

    /** Returns who is in the system account. */
    TestConnection clerk() {
        return clerk;
    }

    /** Lets somebody in. */
    TestConnection client(String user, String password, String name) {
        return kernel.connect(
                        "\"user\":\"%s\",\"pass\":\"%s\",\"name\":\"%s\",%s".formatted(user, password, name, CLIENT))
                .expectIn();
    }

    /** Lets somebody in whose client takes INFO more than once. */
    TestConnection newerClient(String user, String password) {
        TestConnection client = kernel.open();
        client.takeInfo();
        client.send(
                "CONNECT {\"protocol\":1,\"headers\":true,\"verbose\":false,\"user\":\"%s\",\"pass\":\"%s\",%s}\r\nPING\r\n"
                        .formatted(user, password, CLIENT));
        await(client, text -> text.contains("\"connect_info\":true"));
        return client;
    }

    /** Has the clerk ask, and returns the answer. */
    String ask(String subject, String body) {
        return ask(clerk, subject, body);
    }

    /** Has somebody ask this server, by the name of the request. */
    String askServer(String name, String body) {
        return ask("$SYS.REQ.SERVER." + kernel.server().id() + "." + name, body);
    }

    /** Has somebody ask, and returns the payload of the answer, or the status of one without. */
    String ask(TestConnection who, String subject, String body) {
        askOnly(who, subject, body);
        String got = await(who, text -> payload(text) != null);
        who.send("UNSUB 99\r\n");
        return plain(String.valueOf(payload(got)));
    }

    /** Has somebody ask and waits for no answer; a PING tells that the question has been routed. */
    void askOnly(TestConnection who, String subject, String body) {
        who.take();
        who.send("SUB _INBOX.99 99\r\nPUB %s _INBOX.99 %d\r\n%s\r\n".formatted(subject, body.length(), body));
    }

    /** Waits for a text. */
    String await(TestConnection who, Predicate<String> enough) {
        StringBuilder all = new StringBuilder();
        kernel.await("an answer", () -> {
            all.append(who.take());
            return enough.test(all.toString());
        });
        return all.toString();
    }

    private static @Nullable String payload(String text) {
        int at = text.indexOf("MSG _INBOX.99 99 ");
        int line = at < 0 ? -1 : text.indexOf("\r\n", at);
        if (line < 0) {
            return null;
        }
        String[] words = text.substring(at, line).split(" ");
        int length = Integer.parseInt(words[words.length - 1]);
        int start = line + 2;
        return text.length() < start + length + 2 ? null : text.substring(start, start + length);
    }

    /** Leaves out what is another on each run: the server, times, ids. */
    static String plain(String json) {
        return json.replaceAll("\"server\":\\{.*?\"time\":\"[^\"]*\"\\}", "SERVER")
                .replaceAll("\"(id|timestamp|start|stop|now|last_activity)\":\"[^\"]*\"", "\"$1\":\"\"")
                .replaceAll("\"server_id\":\"N[^\"]*\"", "\"server_id\":\"N\"")
                .replaceAll("\"rtt\":\\d+", "\"rtt\":0");
    }

    @Override
    public void close() {
        kernel.close();
    }
}
