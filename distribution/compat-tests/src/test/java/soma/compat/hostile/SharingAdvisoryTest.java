/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import soma.compat.server.Plugins;
import soma.compat.server.ServerExecutable;
import soma.compat.server.ServerProcess;
import soma.compat.wire.WireClient;

/** Advisories about what accounts give each other: permits that are not theirs, and imports that go round. */
class SharingAdvisoryTest {
    private static final String EXPORTS = ",\"exports\":["
            + "{\"name\":\"s\",\"subject\":\"svc.>\",\"type\":\"service\",\"token_req\":true%s},"
            + "{\"name\":\"e\",\"subject\":\"ev.>\",\"type\":\"stream\",\"token_req\":true%s},"
            + "{\"name\":\"m\",\"subject\":\"mark\",\"type\":\"stream\"}]";
    private static final String ALICE = ",\"user\":\"alice\",\"pass\":\"s3cret-a\"";
    private static final String BOB = ",\"user\":\"bob\",\"pass\":\"s3cret-b\"";

    /** An account that exports for those with a permit, one that has permits, and one that takes them. */
    private static final class Market {
        final Realm realm = new Realm();
        final NKey exporter = NKey.create('A');
        final NKey importer = NKey.create('A');
        final NKey other = NKey.create('A');

        String permit(NKey issuer, NKey who, String kind, String subject, String more) {
            return Token.claims(
                    issuer,
                    who.publicKey(),
                    more,
                    "\"type\":\"activation\",\"kind\":\"" + kind + "\",\"subject\":\"" + subject + "\"");
        }

        String imports(String kind, String subject, String token) {
            String from = "\"account\":\"" + exporter.publicKey() + "\",\"type\":";
            return ",\"imports\":[{\"name\":\"i\",\"subject\":\"" + subject + "\"," + from + "\"" + kind + "\""
                    + (token.isEmpty() ? "" : ",\"token\":\"" + token + "\"")
                    + "},{\"name\":\"m\",\"subject\":\"mark\","
                    + from + "\"stream\"}]";
        }

        /** Imports that the permits do not permit, by what is wrong with them. */
        Map<String, String> bad(String kind, String subject, String wrongKind) {
            Map<String, String> bad = new LinkedHashMap<>();
            String narrow = subject.substring(0, subject.indexOf('.')) + ".other";
            String ended = "\"exp\":" + (Token.now() - 10) + ",";
            String early = "\"nbf\":" + (Token.now() + 3600) + ",";
            bad.put("none", "");
            bad.put("no token", "eyJ.eyJ.eyJ");
            bad.put("for another subject", permit(exporter, importer, kind, narrow, ""));
            bad.put("for another kind", permit(exporter, importer, wrongKind, subject, ""));
            bad.put("for another account", permit(exporter, other, kind, subject, ""));
            bad.put("by another account", permit(other, importer, kind, subject, ""));
            bad.put("by whom it is for", permit(importer, importer, kind, subject, ""));
            bad.put("by the operator", permit(realm.operator, importer, kind, subject, ""));
            bad.put("expired", permit(exporter, importer, kind, subject, ended));
            bad.put("of the future", permit(exporter, importer, kind, subject, early));
            bad.put("a token of an account", Token.account(exporter, importer, ""));
            return bad;
        }
    }

    /** CVE-2021-3127: permits were looked at, and then believed whatever they said. */
    @Test
    void S06_a_service_is_not_reached_with_a_permit_that_is_not_for_it() {
        Market market = new Market();
        market.realm.with(market.exporter, EXPORTS.formatted("", ""));
        try (Siege siege = market.realm.siege();
                WireClient administrator = market.realm.administrator(siege);
                WireClient responder = logIn(siege, market.exporter)) {
            responder.send("SUB svc.> 1\r\n");
            assertEquals("", responder.drained());
            Runnable good = () -> assertServed(siege, market, administrator, responder);
            good.run();
            market.bad("service", "svc.a", "stream").forEach((what, token) -> {
                Realm.push(administrator, market.importer, account(market, "service", "svc.a", token));
                assertNotServed(siege, market, what);
                assertEquals("", responder.drained(), what);
            });
            good.run();
            revoke(market, administrator);
            assertNotServed(siege, market, "revoked");
            assertEquals("", responder.drained(), "revoked");
        }
    }

    private static String account(Market market, String kind, String subject, String token) {
        return Token.account(market.realm.operator, market.importer, market.imports(kind, subject, token));
    }

    private static void revoke(Market market, WireClient administrator) {
        String revocations = ",\"revocations\":{\"" + market.importer.publicKey() + "\":" + (Token.now() + 1) + "}";
        market.realm.update(administrator, market.exporter, EXPORTS.formatted(revocations, revocations));
    }

    private static WireClient logIn(Siege siege, NKey account) {
        return Realm.logIn(siege.server().port(), account, NKey.create('U'));
    }

    private static void assertServed(Siege siege, Market market, WireClient administrator, WireClient responder) {
        String token = market.permit(market.exporter, market.importer, "service", "svc.a", "");
        market.realm.update(administrator, market.importer, market.imports("service", "svc.a", token));
        try (WireClient requester = logIn(siege, market.importer)) {
            requester.send("SUB inbox 1\r\nPUB svc.a inbox 1\r\nx\r\n");
            String[] head = responder.answer().strip().split(" ", -1);
            assertEquals("svc.a", head[1]);
            String request =
                    new String(responder.bytes(Integer.parseInt(head[head.length - 1])), StandardCharsets.ISO_8859_1);
            assertTrue(request.endsWith("x"), request);
            responder.expect("\r\n");
            responder.send("PUB " + head[3] + " 1\r\ny\r\n");
            requester.expect("MSG inbox 1 1\r\ny\r\n");
        }
    }

    /** Either the account is good for nothing, or its request finds nobody. */
    private static void assertNotServed(Siege siege, Market market, String what) {
        NKey user = NKey.create('U');
        try (WireClient requester = Realm.begin(siege.server().port(), Token.user(market.importer, user, ""), user)) {
            String answer = requester.answer();
            if (answer.equals(Realm.VIOLATION)) {
                return;
            }
            assertEquals("PONG\r\n", answer, what);
            requester.send("SUB inbox 1\r\nPUB svc.a inbox 1\r\nx\r\n");
            String head = requester.answer();
            assertTrue(head.startsWith("HMSG inbox 1 "), what + ": " + head);
            requester.expect("NATS/1.0 503\r\n");
        }
    }

    @Test
    void S06_a_stream_is_not_heard_with_a_permit_that_is_not_for_it() {
        Market market = new Market();
        market.realm.with(market.exporter, EXPORTS.formatted("", ""));
        try (Siege siege = market.realm.siege();
                WireClient administrator = market.realm.administrator(siege);
                WireClient publisher = logIn(siege, market.exporter)) {
            String good = market.permit(market.exporter, market.importer, "stream", "ev.a", "");
            market.realm.update(administrator, market.importer, market.imports("stream", "ev.a", good));
            assertEquals("MSG ev.a 1 1\r\n", firstHeard(siege, market, publisher, "a permit"));
            market.bad("stream", "ev.a", "service").forEach((what, token) -> {
                Realm.push(administrator, market.importer, account(market, "stream", "ev.a", token));
                String heard = firstHeard(siege, market, publisher, what);
                assertTrue(heard.equals("MSG mark 2 1\r\n") || heard.equals(Realm.VIOLATION), what + ": " + heard);
            });
            market.realm.update(administrator, market.importer, market.imports("stream", "ev.a", good));
            assertEquals("MSG ev.a 1 1\r\n", firstHeard(siege, market, publisher, "a permit again"));
            revoke(market, administrator);
            assertEquals("MSG mark 2 1\r\n", firstHeard(siege, market, publisher, "revoked"));
        }
    }

    /** What is heard of two messages, the second of which everybody may hear; or that the account is refused. */
    private static String firstHeard(Siege siege, Market market, WireClient publisher, String what) {
        NKey user = NKey.create('U');
        try (WireClient listener = Realm.begin(siege.server().port(), Token.user(market.importer, user, ""), user)) {
            String answer = listener.answer();
            if (answer.equals(Realm.VIOLATION)) {
                return answer;
            }
            assertEquals("PONG\r\n", answer, what);
            listener.send("SUB ev.a 1\r\nSUB mark 2\r\n");
            assertEquals("", listener.drained(), what);
            publisher.send("PUB ev.a 1\r\nx\r\nPUB mark 1\r\ny\r\n");
            assertEquals("", publisher.drained(), what);
            return listener.answer();
        }
    }

    private static void assertRefused(String configuration) {
        Plugins.require("accounts");
        try (ServerProcess server = ServerProcess.spawn(ServerExecutable.underTest(), configuration, List.of())) {
            assertEquals(1, server.awaitExit(), () -> "the exit status" + server.logTail());
            assertTrue(server.log().contains("cycle"), server::logTail);
        }
    }

    private static String ring(String toB, String toA) {
        return """
                accounts {
                  A { users: [ { user: alice, password: s3cret-a } ]
                      exports: [ { stream: ">" } ], imports: [ { stream: { account: B, subject: %s } ] }
                  B { users: [ { user: bob, password: s3cret-b } ]
                      exports: [ { stream: ">" } ], imports: [ { stream: { account: A, subject: %s } ] }
                }
                """.formatted(toB, toA);
    }

    /** CVE-2022-42709: imports of streams that go round, in other words than those of services. */
    @Test
    void S13_rings_of_stream_imports_are_refused() {
        assertRefused(ring("q }", "q }"));
        assertRefused(ring("\">\" }", "\">\" }"));
        assertRefused(ring("\"a.*\" }", "a.b }"));
        assertRefused(ring("q }, to: r", "r }, to: q"));
        assertRefused(ring("q }, prefix: p", "p.q }, to: q"));
    }

    /** A ring that a wildcard hides is refused, or a message stops going round. */
    @Test
    void S13_a_ring_that_grows_the_subject_does_not_go_round_for_ever() {
        String configuration = ring("\">\" }, prefix: p", "\">\" }, prefix: q");
        Plugins.require("accounts");
        try (ServerProcess server = ServerProcess.spawn(ServerExecutable.underTest(), configuration, List.of())) {
            assertEquals(1, server.awaitExit(), server::logTail);
        }
    }

    /** The last account of a long row hears the first, or does not; either way the server lives. */
    @Test
    void S13_a_long_row_of_imports_is_refused_or_bounded() {
        int length = 1100;
        StringBuilder text = new StringBuilder("accounts {\n")
                .append("A0 { users: [ { user: alice, password: s3cret-a } ], exports: [ { stream: q } ] }\n");
        for (int i = 1; i < length; i++) {
            text.append("A%d { exports: [ { stream: q } ], imports: [ { stream: { account: A%d, subject: q } } ]"
                    .formatted(i, i - 1));
            text.append(i == length - 1 ? ", users: [ { user: bob, password: s3cret-b } ] }\n" : " }\n");
        }
        Plugins.require("accounts");
        String configuration = text.append("}\n").toString();
        try (ServerProcess server = ServerProcess.spawn(ServerExecutable.underTest(), configuration, List.of())) {
            if (server.refusedToStart()) {
                assertTrue(server.log().contains("cycle"), server::logTail);
                return;
            }
            try (Siege siege = Siege.of(server, BOB);
                    WireClient bob = WireClient.connect(server.port(), "\"verbose\":false" + BOB);
                    WireClient alice = WireClient.connect(server.port(), "\"verbose\":false" + ALICE)) {
                bob.send("SUB q 1\r\n");
                assertEquals("", bob.drained());
                alice.send("PUB q 1\r\nx\r\n");
                assertEquals("", alice.drained());
                siege.serveGoodClient();
            }
        }
    }

    /** A ring that is closed while the server runs, by the second of two tokens. */
    @Test
    void S13_a_ring_that_an_update_closes_is_left_open() {
        Realm realm = new Realm();
        NKey one = NKey.create('A');
        NKey two = NKey.create('A');
        for (String kind : List.of("stream", "service")) {
            try (Siege siege = realm.siege();
                    WireClient administrator = realm.administrator(siege)) {
                realm.update(administrator, one, sharing(kind, ""));
                realm.update(administrator, two, sharing(kind, one.publicKey()));
                Realm.push(administrator, one, Token.account(realm.operator, one, sharing(kind, two.publicKey())));
                try (WireClient first = logIn(siege, one);
                        WireClient second = logIn(siege, two)) {
                    first.send("SUB q 1\r\n");
                    assertEquals("", first.drained());
                    second.send("SUB q 1\r\n");
                    assertEquals("", second.drained());
                    for (WireClient client : List.of(first, second)) {
                        client.send("PUB q inbox 1\r\nx\r\n");
                        String heard = client.drained();
                        int times = heard.split("\r\nx\r\n", -1).length - 1;
                        assertTrue(times <= 2, kind + " went round: " + heard);
                    }
                }
            }
        }
    }

    private static String sharing(String kind, String from) {
        String exports = ",\"exports\":[{\"name\":\"q\",\"subject\":\"q\",\"type\":\"" + kind + "\"}]";
        return from.isEmpty()
                ? exports
                : exports + ",\"imports\":[{\"name\":\"q\",\"subject\":\"q\",\"account\":\"" + from + "\",\"type\":\""
                        + kind + "\"}]";
    }
}
