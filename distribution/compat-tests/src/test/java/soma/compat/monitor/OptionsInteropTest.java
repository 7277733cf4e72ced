/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What options change in documents, and the orders of connections, held against nats-server as {@link InteropTest} does. */
class OptionsInteropTest {
    private static final String LIMITS = """
            server_name: twin
            no_system_account: true
            client_advertise: "10.0.0.1:4999"
            write_deadline: 3s
            write_timeout: retry
            ping_interval: 7
            ping_max: 4
            max_control_line: 2048
            max_payload: 1000
            max_pending: 100000
            max_connections: 10
            max_subscriptions: 5
            max_closed_clients: 2
            """;

    private static final String ANYBODY = """
            server_name: twin
            no_system_account: true
            authorization {
              timeout: 2.5
              users: [
                {user: a, password: s3cret, permissions: {publish: ">", subscribe: "foo"}}
                {user: b, password: s3cret}
              ]
            }
            no_auth_user: a
            """;

    private static final String SYSTEM_ONLY = """
            server_name: twin
            accounts { SYS { users: [{user: s, password: s3cret}] } }
            system_account: SYS
            """;

    private static final String PLAIN = "server_name: twin\nno_system_account: true\n";

    private static void load(Twins twins) {
        for (String name : List.of("one", "two", "three")) {
            twins.client(
                    InteropTest.connect(name), client -> InteropTest.run(client, "SUB foo 1\r\nPUB bar 2\r\nhi\r\n"));
        }
        for (String name : List.of("first", "second", "third")) {
            twins.client(InteropTest.connect(name), client -> {
                InteropTest.run(client, "SUB foo 1\r\n");
                client.close();
            });
        }
    }

    private static void compare(String configuration, JsonComparison varz, JsonComparison connz) throws Exception {
        try (Twins twins = Twins.start(configuration)) {
            load(twins);
            List<String> found = new ArrayList<>(twins.compare("/varz", varz));
            for (String path : List.of("/connz?auth=1&subs=detail", "/connz")) {
                found.addAll(twins.compare(path, connz));
            }
            found.addAll(twins.compare("/connz?state=closed", closed()));
            assertEquals("", String.join("\n", found));
        }
    }

    /** Which of several that end at a time is first is chance. */
    private static JsonComparison closed() {
        return InteropTest.connz()
                .volatileValue("what is being written counts", "connections[].pending_bytes")
                .volatileValue("chance", "connections[].name");
    }

    @Test
    void limits() throws Exception {
        compare(LIMITS, InteropTest.varz(), InteropTest.connz());
    }

    @Test
    void aUserForWhoeverSaysNothing() throws Exception {
        compare(ANYBODY, InteropTest.varz(), InteropTest.connz());
    }

    @Test
    void usersOfTheSystemAccountOnly() throws Exception {
        compare(
                SYSTEM_ONLY,
                InteropTest.varz().volatileValue("servers have other subscriptions of their own", "subscriptions"),
                InteropTest.connz()
                        .ignored("nats-server makes a user up for all others", "connections[].authorized_user"));
    }

    @Test
    void connectionsComeInTheOrderThatIsAskedFor() throws Exception {
        try (Twins twins = Twins.start(PLAIN)) {
            for (int i = 1; i <= 4; i++) {
                int count = i;
                twins.client(InteropTest.connect("client" + i), client -> {
                    client.send("SUB own." + count + " 1\r\n");
                    for (int k = 0; k < 10 - 2 * count; k++) {
                        client.send("SUB more." + k + " " + (k + 2) + "\r\n");
                    }
                    // no two alike in anything that is sorted by
                    client.send("PUB out 1\r\nx\r\n".repeat(10 * (3 * count % 5)));
                    client.send(("PUB own." + count + " 1\r\ny\r\n").repeat(count));
                    client.expect(("MSG own." + count + " 1 1\r\ny\r\n").repeat(count));
                    InteropTest.run(client, "");
                });
            }
            List<String> found = new ArrayList<>();
            for (String sort :
                    List.of("", "cid", "start", "subs", "msgs_to", "msgs_from", "bytes_from", "bytes_to", "uptime")) {
                found.addAll(twins.compare("/connz?sort=" + sort + "&subs=1", InteropTest.connz()));
            }
            for (String page : List.of("offset=1&limit=2", "offset=4", "offset=99", "limit=1", "limit=0")) {
                found.addAll(twins.compare("/connz?sort=msgs_from&" + page, InteropTest.connz()));
            }
            assertEquals("", String.join("\n", found));
        }
    }
}
