/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import soma.kernel.assembly.Assembler;
import soma.kernel.assembly.Assembly;
import soma.kernel.assembly.ProblemList;
import soma.kernel.info.ServerFacts;
import soma.kernel.json.JsonWriter;
import soma.kernel.options.CoreOptions;
import soma.kernel.session.SessionTable;
import soma.kernel.testing.Conf;
import soma.kernel.testing.FakePlugin;
import soma.kernel.testing.FakeSession;
import soma.kernel.testing.FakeSpace;
import soma.spi.participant.Identity;
import soma.spi.protocol.SubscriptionView;
import soma.spi.report.ConnectionContributor;
import soma.spi.report.ReportContributor;
import soma.spi.report.Times;
import soma.spi.server.Server.Version;
import soma.spi.space.SubjectSpace;
import soma.spi.transport.Endpoint;
import soma.spi.transport.LinkSecurity;

class ReportsTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.120Z");

    private final InstantSource clock = InstantSource.fixed(NOW);
    private final SessionTable sessions = new SessionTable(clock, () -> Assembly.EMPTY, () -> 10);
    private boolean listening = true;
    private final List<ConnectionContributor> contributors = new ArrayList<>();
    private final ReportEnvironment environment = new ReportEnvironment() {
        @Override
        public boolean isListening() {
            return listening;
        }

        @Override
        public ServerFacts facts() {
            return new ServerFacts("NID", new Version("0.1.0", "2.15.1"));
        }

        @Override
        public CoreOptions options() {
            return CoreOptions.DEFAULTS;
        }

        @Override
        public Endpoint bound() {
            return Endpoint.tcp("0.0.0.0", 4333);
        }

        @Override
        public SessionTable sessions() {
            return sessions;
        }

        @Override
        public Collection<SubjectSpace> allSpaces() {
            return List.of(new FakeSpace("$G"), new FakeSpace("other"));
        }

        @Override
        public Map<String, Object> clientInfo() {
            return Map.of("tls_required", true, "connect_urls", List.of("a:1"), "headers", true, "host", "advertised");
        }

        @Override
        public boolean authRequired() {
            return true;
        }

        @Override
        public Duration authTimeout() {
            return Duration.ofMillis(2500);
        }

        @Override
        public Optional<LinkSecurity.Policy> security() {
            return Optional.empty();
        }

        @Override
        public List<ConnectionContributor> connectionContributors() {
            return contributors;
        }

        @Override
        public InstantSource clock() {
            return clock;
        }

        @Override
        public Instant started() {
            return NOW.minus(Duration.ofSeconds(90_061));
        }

        @Override
        public Instant configured() {
            return started();
        }
    };

    private FakeSession open(String user, String space, int ageSeconds) {
        var session = new FakeSession(new Identity(sessions.nextId(), "Client", "app", user), space);
        session.started = NOW.minusSeconds(ageSeconds);
        sessions.opened(session);
        return session;
    }

    private Map<String, Object> ask(ReportContributor contributor, String... query) {
        var parameters = new LinkedHashMap<String, String>();
        for (int i = 0; i < query.length; i += 2) {
            parameters.put(query[i], query[i + 1]);
        }
        var document = new LinkedHashMap<String, Object>();
        contributor.contribute(parameters, document);
        return document;
    }

    private List<Object> cids(String... query) {
        List<?> connections = (List<?>) ask(new ConnzCore(environment), query).get("connections");
        return connections.stream()
                .map(c -> (Object) ((Map<?, ?>) c).get("cid"))
                .toList();
    }

    @Test
    void varzTellsIdentityLimitsAndTraffic() {
        open("", "$G", 0).messages = 5;
        FakeSession slow = open("", "$G", 0);
        slow.messages = 2;
        sessions.ended(slow, "Slow Consumer (Pending Bytes)");
        Map<String, Object> varz = ask(new VarzCore(environment));
        assertEquals("NID", varz.get("server_name"));
        assertEquals("2.15.1", varz.get("version"));
        assertEquals("0.1.0", varz.get("soma"));
        assertEquals("advertised", varz.get("host"));
        assertEquals(4333, varz.get("port"));
        assertEquals(120_000_000_000L, varz.get("ping_interval"));
        assertEquals(2.5, varz.get("auth_timeout"));
        assertEquals(2.0, varz.get("tls_timeout"));
        assertEquals(true, varz.get("auth_required"));
        assertEquals(true, varz.get("tls_required"));
        assertEquals(List.of("a:1"), varz.get("connect_urls"));
        assertFalse(varz.containsKey("headers"));
        assertEquals("2026-01-02T03:04:05.12Z", varz.get("now"));
        assertEquals("1d1h1m1s", varz.get("uptime"));
        assertEquals(1, varz.get("connections"));
        assertEquals(2L, varz.get("total_connections"));
        assertEquals(7L, varz.get("in_msgs"));
        assertEquals(140L, varz.get("out_client_bytes"));
        assertEquals(1L, varz.get("slow_consumers"));
        assertEquals(14L, varz.get("subscriptions"));
        assertTrue((Long) varz.get("mem") > 0);
        assertFalse(varz.containsKey("tags"));
        JsonWriter.write(varz);
    }

    @Test
    void connzListsConnections() {
        FakeSession session = open("joe", "other", 3661);
        session.messages = 4;
        session.details = Map.of("lang", "java", "type", "websocket");
        Map<String, Object> connz = ask(new ConnzCore(environment), "auth", "1");
        assertEquals(1, connz.get("num_connections"));
        assertEquals(1024L, connz.get("limit"));
        Map<?, ?> first = (Map<?, ?>) ((List<?>) connz.get("connections")).getFirst();
        assertEquals("::1", first.get("ip"));
        assertEquals(1001, first.get("port"));
        assertEquals("1h1m1s", first.get("uptime"));
        assertEquals("1.5ms", first.get("rtt"));
        assertEquals(4L, first.get("in_msgs"));
        assertEquals("app", first.get("name"));
        assertEquals("java", first.get("lang"));
        assertEquals("websocket", first.get("type"));
        assertEquals("joe", first.get("authorized_user"));
        assertEquals("other", first.get("account"));
        JsonWriter.write(connz);
    }

    @Test
    void connzShowsUsersOnlyWhenAskedFor() {
        open("joe", "other", 1);
        Map<?, ?> first = (Map<?, ?>) ((List<?>) ask(new ConnzCore(environment)).get("connections")).getFirst();
        assertFalse(first.containsKey("authorized_user"));
        assertFalse(first.containsKey("account"));
    }

    @Test
    void connzSortsFiltersAndPages() {
        open("a", "other", 10).messages = 1;
        open("b", "$G", 30).messages = 3;
        open("b", "other", 20).messages = 2;
        var link = new FakeSession(new Identity(sessions.nextId(), "Router", "", ""), "other");
        link.listed = false;
        sessions.opened(link);
        assertEquals(List.of(1L, 2L, 3L), cids());
        assertEquals(List.of(2L, 3L, 1L), cids("sort", "msgs_from"));
        assertEquals(List.of(1L, 3L, 2L), cids("sort", "uptime"));
        assertEquals(List.of(2L, 3L), cids("user", "b"));
        assertEquals(List.of(1L, 3L), cids("acc", "other"));
        assertEquals(List.of(2L), cids("offset", "1", "limit", "1"));
        assertEquals(List.of(3L), cids("cid", "3"));
        assertEquals(List.of(), cids("offset", "7"));
    }

    @Test
    void connzListsClosedConnections() {
        FakeSession closed = open("", "$G", 1);
        open("", "$G", 1);
        sessions.ended(closed, "Client Closed");
        assertEquals(List.of(2L), cids("state", "open"));
        assertEquals(List.of(1L), cids("state", "closed", "sort", "stop"));
        assertEquals(List.of(1L, 2L), cids("state", "any"));
        Map<?, ?> first = (Map<?, ?>)
                ((List<?>) ask(new ConnzCore(environment), "state", "closed").get("connections")).getFirst();
        assertEquals("Client Closed", first.get("reason"));
        assertEquals("2026-01-02T03:04:05.12Z", first.get("stop"));
    }

    @Test
    void refusesBadParametersInTheWordsOfNatsServer() {
        assertEquals(
                "Error decoding boolean for 'auth': strconv.ParseBool: parsing \"maybe\": invalid syntax",
                refusal("auth", "maybe"));
        assertEquals(
                "Error decoding int for 'limit': strconv.Atoi: parsing \"x\": invalid syntax", refusal("limit", "x"));
        assertEquals("Error decoding state for zz", refusal("state", "zz"));
        assertEquals("invalid sorting option: foo", refusal("sort", "foo"));
        assertEquals("sort by stop only valid on closed connections", refusal("sort", "stop"));
    }

    private String refusal(String... query) {
        return assertThrows(IllegalArgumentException.class, () -> ask(new ConnzCore(environment), query))
                .getMessage();
    }

    @Test
    void hostileNumbersArePagesOrRefusals() {
        open("", "$G", 1);
        open("", "$G", 1);
        assertEquals(List.of(1L, 2L), cids("offset", "-9223372036854775808", "limit", "-1"));
        assertEquals(List.of(), cids("offset", "9223372036854775807", "limit", "9223372036854775807"));
        assertEquals(List.of(2L), cids("offset", "1", "limit", "9223372036854775807"));
        assertEquals(List.of(), cids("cid", "18446744073709551615"));
        assertEquals(List.of(1L), cids("cid", "0000000000000000000000000000001"));
        assertEquals(
                "Error decoding int for 'limit': strconv.Atoi: parsing \"9223372036854775808\": value out of range",
                refusal("limit", "9223372036854775808"));
        assertEquals(
                "Error decoding int for 'offset': strconv.Atoi: parsing \"1e400\": invalid syntax",
                refusal("offset", "1e400"));
        assertEquals(
                "Error decoding uint64 for 'cid': strconv.ParseUint: parsing \"\\n\\x01\\\"ä\": invalid syntax",
                refusal("cid", "\n\u0001\"ä"));
    }

    @Test
    void filtersDoNotChangeTheTotalButSpacesDo() {
        open("a", "$G", 1);
        open("b", "other", 1);
        assertEquals(2, ask(new ConnzCore(environment), "user", "a").get("total"));
        assertEquals(1, ask(new ConnzCore(environment), "acc", "other").get("total"));
        Map<String, Object> unknown = ask(new ConnzCore(environment), "acc", "nobody");
        assertEquals("", unknown.get("server_id"));
        assertNull(unknown.get("connections"));
        assertTrue(unknown.containsKey("connections"));
        assertEquals("filter by subject only valid with account filtering", refusal("filter_subject", "x"));
    }

    @Test
    void subscriptionsAreListedByIdAndRememberedOfClosedConnections() {
        FakeSession session = open("", "other", 1);
        session.subscriptionList =
                List.of(new SubscriptionView("b.>", "grp", "10", 3, 5), new SubscriptionView("a", null, "9", 0, 0));
        assertEquals(List.of("a", "b.>"), first("subs", "1").get("subscriptions_list"));
        assertEquals(
                List.of(
                        Map.of("subject", "a", "sid", "9", "msgs", 0L, "cid", 1L),
                        Map.of("subject", "b.>", "qgroup", "grp", "sid", "10", "msgs", 3L, "max", 5L, "cid", 1L)),
                first("subs", "DETAIL").get("subscriptions_list_detail"));
        assertEquals(List.of(1L), cids("acc", "other", "filter_subject", "b.c"));
        assertEquals(List.of(), cids("acc", "other", "filter_subject", "c"));
        sessions.ended(session, "Client Closed");
        session.subscriptionList = List.of();
        List<?> details = (List<?>) first("subs", "detail", "state", "closed").get("subscriptions_list_detail");
        assertEquals(2, details.size());
        assertEquals("other", ((Map<?, ?>) details.getFirst()).get("account"));
    }

    @Test
    void pluginsAddToConnectionsAndOneThatFailsCostsItsPartOnly() {
        open("joe", "other", 1);
        contributors.add((view, withAuth, fields) -> {
            fields.put("tls_version", "1.3");
            throw new IllegalStateException("broken");
        });
        contributors.add((view, withAuth, fields) ->
                fields.put("jwt", withAuth + view.identity().user()));
        Map<?, ?> first = first("auth", "1");
        assertFalse(first.containsKey("tls_version"));
        assertEquals("truejoe", first.get("jwt"));
    }

    private Map<?, ?> first(String... query) {
        return (Map<?, ?>) ((List<?>) ask(new ConnzCore(environment), query).get("connections")).getFirst();
    }

    @Test
    void healthIsToldWithAndWithoutDetails() {
        assertEquals(Map.of("status", "ok"), ask(new HealthzCore(environment), "details", "1"));
        listening = false;
        Map<String, Object> health = ask(new HealthzCore(environment));
        assertEquals("error", health.get("status"));
        assertEquals(500, health.get("status_code"));
        Map<String, Object> detailed = ask(new HealthzCore(environment), "details", "true");
        assertEquals("CONNECTION", ((Map<?, ?>) ((List<?>) detailed.get("errors")).getFirst()).get("type"));
        assertFalse(detailed.containsKey("error"));
        Map<String, Object> bad = ask(new HealthzCore(environment), "stream", "S");
        assertEquals(400, bad.get("status_code"));
        assertThrows(
                IllegalArgumentException.class, () -> ask(new HealthzCore(environment), "js-server-only", "maybe"));
    }

    @Test
    void subszTestsALiteralSubject() {
        assertEquals(
                "invalid test subject, must be valid publish subject: foo.*",
                assertThrows(IllegalArgumentException.class, () -> ask(new SubszCore(environment), "test", "foo.*"))
                        .getMessage());
        Map<String, Object> subsz = ask(new SubszCore(environment), "subs", "1", "test", "foo");
        assertEquals(0, subsz.get("total"));
        assertFalse(subsz.containsKey("subscriptions_list"));
    }

    @Test
    void subszCountsSubscriptions() {
        assertEquals(14L, ask(new SubszCore(environment)).get("num_subscriptions"));
        assertEquals(7L, ask(new SubszCore(environment), "acc", "other").get("num_subscriptions"));
    }

    private record Part(String document, int order, Runnable effect) implements ReportContributor {
        @Override
        public void contribute(Map<String, String> query, Map<String, Object> report) {
            report.put("part" + order, report.size());
            effect.run();
        }
    }

    @Test
    void assemblesADocumentInOrderAndReplacesWhatFailed() {
        var problems = new ProblemList();
        var a = FakePlugin.named("a").contributing(c -> {
            c.add(ReportContributor.POINT, new Part("d", 3, () -> {}));
            c.add(ReportContributor.POINT, new Part("other", 0, () -> {}));
        });
        var b = FakePlugin.named("b").contributing(c -> {
            c.add(ReportContributor.POINT, new Part("d", 1, () -> {}));
            c.add(ReportContributor.POINT, new Part("d", 2, () -> {
                throw new IllegalStateException("secret");
            }));
            c.add(ReportContributor.POINT, new Part("bad", 1, () -> {
                throw new IllegalArgumentException("bad query");
            }));
        });
        Assembler assembler = Assembler.of(List.of(a, b), _ -> Optional.empty(), problems);
        Assembly assembly = assembler.assemble(assembler.bind(Conf.of(), problems), problems);
        var reports = new ReportAssembler(() -> assembly);
        assertEquals(
                "{part1=0, error=plugin 'b' failed, part3=2}",
                reports.report("d", Map.of()).toString());
        assertEquals(Map.of(), reports.report("nobody", Map.of()));
        assertThrows(IllegalArgumentException.class, () -> reports.report("bad", Map.of()));
    }

    @Test
    void writesTimesAsGoDoes() {
        assertEquals("2026-01-01T00:00:00Z", Times.rfc3339(Instant.parse("2026-01-01T00:00:00Z")));
        assertEquals("0s", GoTime.uptime(Duration.ofMillis(-5)));
        assertEquals("1y0d0h0m1s", GoTime.uptime(Duration.ofDays(365).plusSeconds(1)));
    }
}
