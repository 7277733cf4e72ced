/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import soma.compat.server.Plugins;
import soma.compat.server.ServerExecutable;
import soma.compat.server.ServerProcess;
import soma.compat.wire.WireClient;

/** Advisories about who gets in and who gets what: each attack is made and fails, and others are served. */
class SecurityAdvisoryTest {
    private static final String VIOLATION = "-ERR 'Authorization Violation'\r\n";
    private static final String ALICE = ",\"user\":\"alice\",\"pass\":\"s3cret-a\"";
    private static final String BOB = ",\"user\":\"bob\",\"pass\":\"s3cret-b\"";

    private static final String SHARED_SERVICE = """
            accounts {
              A { users: [ { user: alice, password: s3cret-a } ]
                  imports: [ { service: { account: B, subject: q } } ] }
              B { users: [ { user: bob, password: s3cret-b } ], exports: [ { service: q } ] }
            }
            """;

    private static String users(String alice) {
        return "authorization { users: [ { user: alice, password: s3cret-a, permissions: { " + alice + " } },"
                + " { user: bob, password: s3cret-b } ] }\n";
    }

    private static Siege siege(String configuration, String goodMembers) {
        return Siege.of(ServerProcess.startWithConfiguration(configuration), goodMembers);
    }

    private static WireClient login(Siege siege, String members) {
        return WireClient.connect(siege.server().port(), "\"verbose\":false,\"headers\":true" + members);
    }

    private static void send(WireClient client, String lines) {
        client.send(lines + "PING\r\n");
        client.expect("PONG\r\n");
    }

    /** CVE-2020-28466: a ring of service imports. */
    @Test
    void S05_a_ring_of_service_imports_is_refused() {
        String ring = """
                accounts {
                  A { users: [ { user: alice, password: s3cret-a } ]
                      exports: [ { service: q } ], imports: [ { service: { account: B, subject: q } } ] }
                  B { exports: [ { service: q } ], imports: [ { service: { account: A, subject: q } } ] }
                }
                """;
        assertRefused(ring, "cycle");
        String three = """
                accounts {
                  A { exports: [ { service: ">" } ], imports: [ { service: { account: B, subject: ">" } } ] }
                  B { exports: [ { service: ">" } ], imports: [ { service: { account: C, subject: ">" } } ] }
                  C { exports: [ { service: ">" } ], imports: [ { service: { account: A, subject: ">" } } ] }
                }
                """;
        assertRefused(three, "cycle");
        if (ServerExecutable.strict()) { // nats-server starts, and guards itself at run time
            assertRefused(
                    "accounts { A { exports: [ { service: q } ],"
                            + " imports: [ { service: { account: A, subject: q } } ] } }\n",
                    "");
        }
    }

    private static void assertRefused(String configuration, String reason) {
        try (ServerProcess server = ServerProcess.spawn(ServerExecutable.underTest(), configuration, List.of())) {
            assertEquals(1, server.awaitExit(), () -> "the exit status" + server.logTail());
            assertTrue(server.log().contains(reason), server::logTail);
        }
    }

    /** CVE-2022-29946: a queue subscription on a wildcard received what is denied. */
    @Test
    void S11_a_queue_subscription_gets_nothing_that_is_denied() {
        String configuration = users("subscribe: { allow: [\"foo.*\"], deny: [\"foo.bar\"] }");
        try (Siege siege = siege(configuration, BOB);
                WireClient restricted = login(siege, ALICE);
                WireClient free = login(siege, BOB);
                WireClient publisher = login(siege, BOB)) {
            send(restricted, "SUB foo.* q 1\r\n");
            send(free, "SUB foo.* q 2\r\n");
            for (int i = 0; i < 50; i++) {
                publisher.send("PUB foo.bar 1\r\nx\r\n");
            }
            send(publisher, "");
            for (int i = 0; i < 50; i++) {
                free.expect("MSG foo.bar 2 1\r\nx\r\n");
            }
            send(free, "UNSUB 2\r\n");
            send(publisher, "PUB foo.bar 1\r\nx\r\nPUB foo.baz 1\r\ny\r\n");
            restricted.expect("MSG foo.baz 1 1\r\ny\r\n");
            send(restricted, "");
        }
    }

    /** CVE-2023-47090: an authorization block beside nothing but a system account let strangers in. */
    @Test
    void S14_an_authorization_block_keeps_strangers_out() {
        String system = "accounts { SYS { users: [ { user: sys, password: s3cret-s } ] } }\nsystem_account: SYS\n";
        String sys = ",\"user\":\"sys\",\"pass\":\"s3cret-s\"";
        for (String block : List.of("authorization { timeout: 1 }\n", users("publish: \">\""))) {
            try (Siege siege = siege(system + block, sys)) {
                assertEquals(VIOLATION, siege.fatal("CONNECT {\"verbose\":false}\r\nPING\r\n"));
                assertEquals(VIOLATION, siege.fatal("PING\r\n"));
            }
        }
        try (Siege siege = siege(system, sys)) {
            assertEquals(
                    "PONG\r\n",
                    siege.survived("CONNECT {\"verbose\":false}\r\n").replaceAll("(?m)^INFO.*\r\n", ""));
        }
    }

    /**
     * CVE-2026-33246: what a leaf node wrote about who asks was believed. Runs where there are leaf nodes; until then
     * there is {@link #S24_a_client_that_plays_a_leaf_node_reaches_nobody}.
     */
    @Test
    void S24_a_leaf_node_does_not_say_who_asks() {
        try (Siege siege = siege(SHARED_SERVICE + "leafnodes { listen: \"127.0.0.1:-1\" }\n", BOB);
                WireClient responder = login(siege, BOB);
                WireClient leaf = WireClient.connect(siege.server().leafPort())) {
            send(responder, "SUB q 1\r\n");
            leaf.send("CONNECT {\"user\":\"alice\",\"pass\":\"s3cret-a\",\"server_id\":\"LEAF\",\"name\":\"leaf\","
                    + "\"version\":\"2.15.1\",\"headers\":true,\"protocol\":1}\r\n");
            for (String forged : List.of("{\"acc\":\"$SYS\"}", "{\"acc\":\"B\",\"user\":\"root\",\"svc\":\"x\"}")) {
                String block = "NATS/1.0\r\nNats-Request-Info: " + forged + "\r\n\r\n";
                leaf.send("HMSG q r " + block.length() + " " + block.length() + "\r\n" + block + "\r\n");
                String head = responder.line();
                assertTrue(head.startsWith("HMSG q 1 "), head);
                String seen = headers(responder);
                assertFalse(seen.contains(forged), seen);
                assertEquals(2, seen.split("Nats-Request-Info:", -1).length, seen);
                assertTrue(seen.contains("\"acc\":\"A\""), seen);
            }
        }
    }

    /** The same from a client that speaks as a leaf node, a route or a gateway does. */
    @Test
    void S24_a_client_that_plays_a_leaf_node_reaches_nobody() {
        String block = "NATS/1.0\r\nNats-Request-Info: {\"acc\":\"$SYS\"}\r\n\r\n";
        String sizes = " r " + block.length() + " " + block.length() + "\r\n" + block + "\r\n";
        String server = ",\"server_id\":\"LEAF\",\"cluster\":\"c\",\"remote_account\":\"B\"";
        try (Siege siege = siege(SHARED_SERVICE, BOB);
                WireClient responder = login(siege, BOB)) {
            send(responder, "SUB q 1\r\n");
            for (String verb : List.of("HMSG q", "LMSG q", "LMSG origin q", "RMSG B q", "HMSG B q")) {
                String answer = siege.fatal(
                        "CONNECT {\"verbose\":false,\"headers\":true" + ALICE + server + "}\r\n" + verb + sizes);
                assertTrue(answer.contains("-ERR "), verb + ": " + answer);
            }
            send(responder, "");
        }
    }

    /**
     * CVE-2025-30215: what only the owner of a server may ask of JetStream was open to every account. Without JetStream
     * nobody answers; what the server itself may be asked is for the system account alone in any case.
     */
    @Test
    void S16_tenants_do_not_administer() {
        String configuration = """
                system_account: SYS
                accounts {
                  A { users: [ { user: alice, password: s3cret-a } ] }
                  B { users: [ { user: bob, password: s3cret-b } ] }
                  SYS { users: [ { user: sys, password: s3cret-s } ] }
                }
                """;
        try (Siege siege = siege(configuration, BOB);
                WireClient alice = login(siege, ALICE + ",\"no_responders\":true");
                WireClient bob = login(siege, BOB);
                WireClient system = login(siege, ",\"user\":\"sys\",\"pass\":\"s3cret-s\"")) {
            String id = serverId(siege);
            send(bob, "SUB $JS.> 1\r\n");
            send(system, "SUB $JS.> 1\r\n");
            send(alice, "SUB answer 1\r\n");
            for (String request : List.of(
                    "$JS.API.ACCOUNT.PURGE.B",
                    "$JS.API.SERVER.REMOVE",
                    "$JS.API.ACCOUNT.STREAM.MOVE.B.S",
                    "$JS.API.ACCOUNT.STREAM.CANCEL_MOVE.B.S",
                    "$JS.API.META.LEADER.STEPDOWN",
                    "$SYS.REQ.SERVER." + id + ".RELOAD",
                    "$SYS.REQ.SERVER." + id + ".KICK",
                    "$SYS.REQ.SERVER." + id + ".LDM",
                    "$SYS.REQ.ACCOUNT.B.CONNZ")) {
                alice.send("PUB " + request + " answer 9\r\n{\"cid\":1}\r\n");
                assertTrue(alice.line().startsWith("HMSG answer 1 "), request);
                assertEquals("NATS/1.0 503\r\n", alice.line(), request);
                headers(alice);
            }
            send(bob, "");
            send(system, "");
            assertFalse(siege.server().log().contains("Reloaded"), "reloaded");
        }
    }

    private static String serverId(Siege siege) {
        try (WireClient client = WireClient.open(siege.server().port())) {
            return client.line().replaceFirst("(?s).*\"server_id\":\"([^\"]+)\".*", "$1");
        }
    }

    /** The same where there is JetStream, which answers none of it but with an error. */
    @Test
    void S16_tenants_do_not_administer_JetStream() {
        String configuration = """
                jetstream { store_dir: "./js" }
                system_account: SYS
                accounts {
                  A { jetstream: enabled, users: [ { user: alice, password: s3cret-a } ] }
                  B { jetstream: enabled, users: [ { user: bob, password: s3cret-b } ] }
                  SYS { users: [ { user: sys, password: s3cret-s } ] }
                }
                """;
        try (Siege siege = siege(configuration, BOB);
                WireClient alice = login(siege, ALICE + ",\"no_responders\":true");
                WireClient bob = login(siege, BOB)) {
            send(alice, "SUB answer.* 1\r\n");
            send(bob, "SUB answer 1\r\n");
            bob.send("PUB $JS.API.STREAM.CREATE.S answer 30\r\n{\"name\":\"S\",\"subjects\":[\"s\"]}\r\n");
            assertTrue(bob.line().startsWith("MSG answer 1 "), "a stream of its own");
            bob.line();
            for (String request : List.of("ACCOUNT.PURGE.B", "SERVER.REMOVE", "ACCOUNT.STREAM.MOVE.B.S")) {
                alice.send("PUB $JS.API." + request + " answer.x 2\r\n{}\r\n");
            }
            assertFalse(alice.drained().contains("\"success\":true"), "purged");
            bob.send("PUB $JS.API.STREAM.INFO.S answer 0\r\n\r\n");
            bob.line();
            assertTrue(bob.line().contains("\"name\":\"S\""), "the stream is still there");
        }
    }

    /** GHSA-38x3-76xf-cq45: the way in without CONNECT was open to routes and leaf nodes too. */
    @Test
    void S32_who_begins_without_CONNECT_is_a_client_and_nothing_else() {
        String configuration = "no_auth_user: guest\nauthorization { users: [ { user: guest, password: s3cret-g },"
                + " { user: bob, password: s3cret-b } ] }\n";
        try (Siege siege = siege(configuration, BOB);
                WireClient bob = login(siege, BOB + ",\"no_responders\":true")) {
            send(bob, "SUB > 1\r\n");
            for (String first : List.of(
                    "RS+ $G secret\r\n",
                    "RMSG $G secret 1\r\nx\r\n",
                    "LS+ secret\r\n",
                    "LMSG secret 1\r\nx\r\n",
                    "A+ B\r\n")) {
                String answer = siege.fatal(first);
                assertTrue(answer.contains("-ERR "), first + answer);
            }
            send(bob, "UNSUB 1\r\nSUB answer 2\r\n");
            bob.send("PUB secret answer 0\r\n\r\n");
            assertTrue(bob.line().startsWith("HMSG answer 2 "), "no interest has appeared");
            assertEquals("NATS/1.0 503\r\n", bob.line());
        }
    }

    /** The same at the port for leaf nodes, where there is one. */
    @Test
    void S32_a_leaf_node_does_not_begin_without_CONNECT() {
        String configuration = "no_auth_user: guest\nauthorization { users: [ { user: guest, password: s3cret-g },"
                + " { user: bob, password: s3cret-b } ] }\nleafnodes { listen: \"127.0.0.1:-1\","
                + " authorization { user: leaf, password: s3cret-l } }\n";
        try (Siege siege = siege(configuration, BOB);
                WireClient bob = login(siege, BOB)) {
            send(bob, "SUB > 1\r\n");
            for (String first : List.of("LS+ secret\r\n", "LMSG secret 1\r\nx\r\n")) {
                try (WireClient leaf = WireClient.connect(siege.server().leafPort())) {
                    leaf.send(first);
                    assertTrue(leaf.readToEnd().contains("-ERR "), first);
                }
            }
            send(bob, "");
        }
    }

    /** CVE-2026-33223: a client's own Nats-Request-Info reached the responder. */
    @Test
    void S25_a_forged_request_info_is_replaced() {
        List<String> forgeries = List.of(
                "Nats-Request-Info: {\"acc\":\"$SYS\"}\r\n",
                "A: b\r\nNats-Request-Info: {\"acc\":\"$SYS\"}\r\n",
                "Nats-Request-Info: {\"acc\":\"$SYS\"}\r\n".repeat(3));
        try (Siege siege = siege(SHARED_SERVICE, BOB);
                WireClient requester = login(siege, ALICE);
                WireClient responder = login(siege, BOB)) {
            send(responder, "SUB q 1\r\n");
            for (String forgery : forgeries) {
                String block = "NATS/1.0\r\n" + forgery + "\r\n";
                send(requester, "HPUB q r " + block.length() + " " + block.length() + "\r\n" + block + "\r\n");
                String head = responder.line();
                assertTrue(head.startsWith("HMSG q 1 _R_."), head);
                String seen = headers(responder);
                assertFalse(seen.contains("$SYS"), seen);
                assertEquals(2, seen.split("Nats-Request-Info:", -1).length, seen);
                assertTrue(seen.contains("\"acc\":\"A\""), seen);
            }
        }
    }

    private static String headers(WireClient client) {
        StringBuilder block = new StringBuilder();
        String line = client.line();
        while (!line.equals("\r\n")) {
            block.append(line);
            line = client.line();
        }
        client.expect("\r\n");
        return block.toString();
    }

    /** GHSA-wh7g-5m82-pmhr: a deny with a wildcard had no effect on overlapping wildcards. */
    @Test
    void S33_a_deny_with_a_wildcard_holds_for_every_overlapping_subscription() {
        String configuration = users("subscribe: { deny: [\"foo.*.secret\"] }");
        try (Siege siege = siege(configuration, BOB);
                WireClient publisher = login(siege, BOB)) {
            for (String pattern : List.of("foo.x.*", "foo.>", "*.x.*", ">", "foo.*.*", "*.*.secret")) {
                for (String queue : List.of("", " q")) {
                    try (WireClient restricted = login(siege, ALICE);
                            WireClient free = login(siege, BOB)) {
                        restricted.send("SUB " + pattern + queue + " 1\r\n");
                        String answer = restricted.drained();
                        send(free, "SUB foo.x.secret 2\r\n");
                        send(publisher, "PUB foo.x.secret 1\r\nx\r\n");
                        free.expect("MSG foo.x.secret 2 1\r\nx\r\n");
                        restricted.send("PING\r\n");
                        assertEquals("PONG\r\n", restricted.answer(), pattern + queue + " after " + answer);
                    }
                }
            }
        }
    }

    /** GHSA-jx8g-9g95-6322: a deny for one queue overrode the plain deny. */
    @Test
    void S34_a_deny_for_a_queue_takes_nothing_from_the_plain_one() {
        try (Siege siege = siege(users("subscribe: { deny: [\"foo\", \"foo q1\"] }"), BOB);
                WireClient client = login(siege, ALICE)) {
            client.send("SUB foo q2 1\r\n");
            client.expect("-ERR 'Permissions Violation for Subscription to \"foo\" using queue \"q2\"'\r\n");
        }
        try (Siege siege = siege(users("subscribe: { deny: [\"foo q1\"] }"), BOB);
                WireClient client = login(siege, ALICE)) {
            send(client, "SUB foo q2 1\r\n");
            client.send("SUB foo q1 2\r\n");
            client.expect("-ERR 'Permissions Violation for Subscription to \"foo\" using queue \"q1\"'\r\n");
        }
    }

    /** CVE-2026-33249: traces went to subjects that the user may not publish on. */
    @Test
    void S31_a_trace_goes_only_where_its_sender_may_publish() {
        Plugins.require("message-trace");
        try (Siege siege = siege(users("publish: a"), BOB);
                WireClient bob = login(siege, BOB);
                WireClient alice = login(siege, ALICE)) {
            send(bob, "SUB a 1\r\nSUB secret 2\r\n");
            for (String more : List.of("", "Nats-Trace-Only: true\r\n")) {
                String block = "NATS/1.0\r\nNats-Trace-Dest: secret\r\n" + more + "\r\n";
                alice.send("HPUB a " + block.length() + " " + (block.length() + 1) + "\r\n" + block + "x\r\n");
                alice.expect("-ERR 'Permissions Violation for Publish to \"secret\"'\r\n");
                send(alice, "");
            }
            String permitted = "NATS/1.0\r\nNats-Trace-Dest: a\r\n\r\n";
            alice.send("HPUB lost " + permitted.length() + " " + permitted.length() + "\r\n" + permitted + "\r\n");
            String first = bob.answer(); // traces come in order: none of the others is on its way
            assertTrue(first.startsWith("MSG a 1 "), first);
            assertTrue(bob.line().contains("Permissions Violation for Publish to \\\"lost\\\""), "the trace");
            assertEquals("", bob.drained());
        }
    }

    /** GHSA-g33f-6538-grxh: keys of another length than 32 bytes. */
    @Test
    void S39_keys_of_a_wrong_length_are_refused() {
        String key = "UAB2CB576PHBBPQ5ODORRZ2LYCMWPZGWGCN2KDK7DXOIMZASKUY3RLKK";
        String signature = "A".repeat(86);
        try (Siege siege =
                siege("authorization { users: [ { nkey: " + key + " }, { user: bob, password: s3cret-b } ] }\n", BOB)) {
            for (String nkey :
                    List.of("U", "UA", "UAAAA", "UDAAAAA", key + key, key.substring(0, 55), "!".repeat(56), "")) {
                for (String sig : List.of(signature, "", "A", "=", "A".repeat(10_00))) {
                    String answer = siege.fatal(
                            "CONNECT {\"verbose\":false,\"nkey\":\"" + nkey + "\",\"sig\":\"" + sig + "\"}\r\n");
                    assertEquals(VIOLATION, answer, nkey);
                }
            }
        }
    }

    /** GHSA-hmmp-q8cx-v964: the way in without CONNECT ignored what holds for the user. */
    @Test
    void S40_who_begins_without_CONNECT_is_held_to_the_same_rules() {
        String configuration = """
                no_auth_user: guest
                authorization { users: [
                  { user: guest, password: s3cret-g, allowed_connection_types: ["WEBSOCKET"] }
                  { user: bob, password: s3cret-b } ] }
                """;
        try (Siege siege = siege(configuration, BOB)) {
            for (String first : List.of("PING\r\n", "SUB a 1\r\n", "PUB a 0\r\n\r\n")) {
                assertEquals(VIOLATION, siege.fatal(first));
            }
        }
    }

    /** TOB-2: what one user may must not become what another one may. */
    @Test
    void TOB_2_an_empty_list_of_connection_types_is_nobody_elses() {
        String configuration = """
                authorization { users: [
                  { user: alice, password: s3cret-a, allowed_connection_types: ["MQTT"] }
                  { user: bob, password: s3cret-b } ] }
                """;
        try (Siege siege = siege(configuration, BOB)) {
            assertEquals(VIOLATION, siege.fatal("CONNECT {\"verbose\":false" + ALICE + "}\r\n"));
            try (WireClient bob = login(siege, BOB)) {
                send(bob, "");
            }
        }
    }
}
