/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import soma.compat.wire.WireClient;

/**
 * The same configuration and the same load on nats-server and on this server: every document has the same fields, of the same
 * types, with the same values. What may differ is named here, one by one, with the reason.
 */
class InteropTest {
    private static final String PLAIN = """
            server_name: twin
            server_tags: ["region:north", "b"]
            server_metadata: {rack: "7"}
            max_connections: 100
            max_subscriptions: 50
            no_system_account: true
            """;

    private static final String ACCOUNTS = """
            server_name: twin
            no_system_account: true
            accounts {
              A {
                users: [{user: a, password: s3cret}]
                exports: [
                  {stream: "s.>"}
                  {stream: "only", accounts: [B]}
                  {service: "svc.*", accounts: [B]}
                  {service: "pub", response_type: stream, allow_trace: true}
                ]
                mappings: {
                  m.1: m.2
                  w: [{destination: w1, weight: 40%}, {destination: w2, weight: 60%}]
                }
              }
              B {
                users: [{user: b, password: s3cret}]
                imports: [
                  {stream: {account: A, subject: "s.>"}, prefix: in}
                  {service: {account: A, subject: "svc.x"}, to: local.x, share: true}
                ]
              }
            }
            """;

    static String connect(String name, String... more) {
        return "\"verbose\":false,\"echo\":true,\"headers\":true,\"no_responders\":true,\"lang\":\"test\",\"version\":\"1.0\","
                + "\"name\":\"" + name + "\"" + String.join("", more);
    }

    private static String as(String user) {
        return ",\"user\":\"" + user + "\",\"pass\":\"s3cret\"";
    }

    static void run(WireClient client, String lines) {
        client.send(lines + "PING\r\n");
        client.expect("PONG\r\n");
    }

    static JsonComparison document() {
        return new JsonComparison()
                .volatileValue("of this run", "server_id", "now")
                .replacing("_R_\\.\\w{6}(\\.\\w{6})?", "_R_.reply");
    }

    static JsonComparison varz() {
        return document()
                .volatileValue("the runtime", "go", "mem", "cores", "gomaxprocs", "cpu")
                .volatileValue("of this run", "port", "http_port", "start", "uptime", "config_load_time")
                .extra("our own version", "soma");
    }

    static JsonComparison connz() {
        return document()
                .volatileValue(
                        "of this run",
                        "connections[].cid",
                        "connections[].port",
                        "connections[].start",
                        "connections[].last_activity",
                        "connections[].stop",
                        "connections[].rtt",
                        "connections[].uptime",
                        "connections[].idle",
                        "connections[].pending_bytes")
                .volatileValue("as cid", "connections[].subscriptions_list_detail[].cid")
                .sorted("connections[].subscriptions_list", "")
                .sorted("connections[].subscriptions_list_detail", "sid");
    }

    static JsonComparison subsz() {
        return document()
                .volatileValue(
                        "routes are kept for longer than nats-server's cache of matches",
                        "num_cache",
                        "num_matches",
                        "cache_hit_rate",
                        "max_fanout",
                        "avg_fanout")
                .volatileValue("as in connz", "subscriptions_list[].cid")
                .sorted("subscriptions_list", "subject");
    }

    /** Messages through accounts that say who asks tell how long that took, and so have one byte more or less. */
    static JsonComparison told(JsonComparison comparison) {
        return comparison.volatileValue(
                "a header with times",
                "out_bytes",
                "out_client_bytes",
                "connections[].out_bytes",
                "account_statz[].sent.bytes");
    }

    private static void plainLoad(Twins twins) {
        twins.client(connect("one"), client -> {
            run(client, "SUB foo 1\r\nSUB q.* grp 2\r\nUNSUB 2 5\r\n");
            client.send("PUB foo 5\r\nhello\r\n");
            client.expect("MSG foo 1 5\r\nhello\r\n");
        });
        twins.client(connect("two"), client -> run(client, "SUB bar.> 7\r\nPUB q.1 2\r\nhi\r\nPUB nobody 1\r\nx\r\n"));
        twins.client(connect("gone"), client -> {
            run(client, "SUB x 1\r\nSUB y g 2\r\nUNSUB 1 3\r\nPUB x 3\r\nabc\r\n".replace("PUB x 3\r\nabc\r\n", ""));
            client.close();
        });
    }

    @Test
    void documentsOfAPlainServer() throws Exception {
        try (Twins twins = Twins.start(PLAIN)) {
            plainLoad(twins);
            List<String> found = new ArrayList<>();
            found.addAll(twins.compare("/varz", varz()));
            for (String path : List.of(
                    "/connz",
                    "/connz?subs=1&auth=1",
                    "/connz?subs=detail&auth=true",
                    "/connz?state=closed&subs=detail&auth=1",
                    "/connz?state=all&subs=1",
                    "/connz?acc=nobody",
                    "/connz?acc=$G&sort=subs",
                    "/connz?cid=99",
                    "/connz?user=joe",
                    "/connz?mqtt_client=x",
                    "/connz?offset=-1&limit=-5",
                    "/connz?offset=9223372036854775807",
                    "/connz?limit=9223372036854775807",
                    "/connz?offset=1&limit=1",
                    "/connz?sort=bytes_to",
                    "/connz?sort=msgs_from",
                    "/connz?sort=start&filter_subject=foo")) {
                found.addAll(twins.compare(path, connz()));
            }
            for (String path : List.of(
                    "/subsz",
                    "/subsz?subs=1",
                    "/subscriptionsz?subs=1&test=foo",
                    "/subsz?subs=1&acc=$G",
                    "/subsz?acc=nobody",
                    "/subsz?subs=1&offset=100",
                    "/subsz?limit=-1&offset=-1",
                    "/subsz?test=foo")) {
                found.addAll(twins.compare(path, subsz()));
            }
            found.addAll(othersOf(twins));
            found.addAll(twins.compare("/varz", varz()));
            assertEquals("", String.join("\n", found));
        }
    }

    private static List<String> othersOf(Twins twins) {
        List<String> found = new ArrayList<>();
        for (String path : List.of(
                "/routez",
                "/routez?subs=detail",
                "/gatewayz",
                "/gatewayz?accs=1",
                "/leafz",
                "/jsz",
                "/jsz?accounts=1&streams=true&consumers=1&config=1&acc=A",
                "/healthz",
                "/healthz?details=1",
                "/healthz?js-enabled-only=1",
                "/accountz",
                "/accstatz",
                "/accstatz?unused=1",
                "/ipqueuesz")) {
            found.addAll(
                    twins.compare(path, told(document()).sorted("accounts", "").sorted("account_statz", "acc")));
        }
        found.addAll(twins.compare("/accountz?acc=$G", accountz()));
        return found;
    }

    static JsonComparison imported(JsonComparison comparison) {
        return comparison.volatileValue(
                "imports are subscriptions with names of their own, which count nothing",
                "subscriptions_list[].sid",
                "subscriptions_list[].msgs");
    }

    static JsonComparison accountz() {
        return document()
                .volatileValue("of this run", "account_detail.update_time")
                .volatileValue(
                        "as in subsz",
                        "account_detail.sublist_stats.num_cache",
                        "account_detail.sublist_stats.num_matches",
                        "account_detail.sublist_stats.cache_hit_rate",
                        "account_detail.sublist_stats.max_fanout",
                        "account_detail.sublist_stats.avg_fanout")
                .sorted("account_detail.exports", "subject")
                .sorted("account_detail.imports", "subject");
    }

    @Test
    void documentsOfAServerWithAccounts() throws Exception {
        try (Twins twins = Twins.start(ACCOUNTS)) {
            twins.client(
                    connect("one", as("a")),
                    client -> run(client, "SUB foo 1\r\nSUB q.* grp 2\r\nUNSUB 2 5\r\nSUB svc.* 9\r\n"));
            twins.client(
                    connect("two", as("b")),
                    client ->
                            run(client, "SUB bar.> 1\r\nSUB in.s.> 2\r\nPUB local.x re 2\r\nhi\r\nPUB bar 1\r\nx\r\n"));
            twins.client(connect("gone", as("a")), client -> {
                run(client, "SUB x 1\r\n");
                client.close();
            });
            List<String> found = new ArrayList<>();
            found.addAll(twins.compare("/varz", told(varz())));
            for (String path : List.of(
                    "/connz?auth=1&subs=detail",
                    "/connz?auth=1&acc=B",
                    "/connz?user=a",
                    "/connz?state=any&auth=1&user=a&acc=A&subs=detail")) {
                found.addAll(twins.compare(
                        path,
                        told(connz()).volatileValue("what is being written counts", "connections[].pending_bytes")));
            }
            for (String path :
                    List.of("/subsz", "/subsz?subs=1&acc=A", "/subsz?subs=1&acc=B", "/subsz?subs=1&test=s.x")) {
                found.addAll(twins.compare(path, imported(subsz())));
            }
            found.addAll(othersOf(twins));
            found.addAll(twins.compare(
                    "/accountz?acc=A",
                    accountz().absent("answers that are awaited are counted, not listed", "account_detail.responses")));
            found.addAll(twins.compare("/accountz?acc=B", accountz()));
            assertEquals("", String.join("\n", found));
        }
    }

    @Test
    void answersToBadRequests() throws Exception {
        try (Twins twins = Twins.start(PLAIN)) {
            for (String path : List.of(
                    "/connz?auth=maybe",
                    "/connz?subs=x",
                    "/connz?limit=x",
                    "/connz?limit=1e400",
                    "/connz?offset=9223372036854775808",
                    "/connz?offset=-9223372036854775809",
                    "/connz?cid=-1",
                    "/connz?cid=18446744073709551616",
                    "/connz?state=zz",
                    "/connz?sort=foo",
                    "/connz?sort=in_msgs",
                    "/connz?sort=out_bytes",
                    "/connz?sort=CID",
                    "/connz?sort=stop",
                    "/connz?sort=reason&state=open",
                    "/connz?subs=%22&limit=%01",
                    "/subsz?subs=detail",
                    "/subsz?test=foo.*",
                    "/subsz?limit=%C3%A4",
                    "/accountz?acc=nobody",
                    "/accstatz?unused=x",
                    "/routez?subs=x",
                    "/gatewayz?accs=x",
                    "/leafz?subs=x",
                    "/jsz?limit=x",
                    "/jsz?accounts=x",
                    "/jsz?raft=2",
                    "/healthz?details=x",
                    "/healthz?js-server-only=x",
                    "/healthz?stream=S",
                    "/healthz?stream=S&details=1",
                    "/healthz?consumer=C&account=A",
                    "/ipqueuesz?all=x",
                    "/raftz",
                    "/raftz?acc=$G&group=g",
                    "/varz/",
                    "/nothing",
                    "/debug",
                    "/healthz?callback=f")) {
                twins.compareReply(path);
            }
        }
    }
}
