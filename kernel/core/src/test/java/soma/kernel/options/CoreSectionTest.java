/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import soma.kernel.assembly.ProblemList;
import soma.kernel.options.CoreOptions.WriteTimeout;
import soma.kernel.testing.Conf;
import soma.spi.config.ConfigReader;
import soma.spi.config.ReloadPlan;

class CoreSectionTest {
    private static CoreOptions bind(Conf conf, ProblemList problems) {
        return CoreSection.SECTION.binder().bind(new ConfigReader(conf, problems));
    }

    private static CoreOptions good(Object... pairs) {
        var problems = new ProblemList();
        CoreOptions options = bind(Conf.of(pairs), problems);
        assertEquals(List.of(), problems.entries());
        return options;
    }

    private static String problem(Object... pairs) {
        var problems = new ProblemList();
        bind(Conf.of(pairs), problems);
        assertEquals(1, problems.entries().size(), () -> problems.entries().toString());
        assertTrue(problems.hasErrors());
        var entry = problems.entries().getFirst();
        return entry.at() + ": " + entry.message();
    }

    @Test
    void anEmptyConfigurationGivesTheDefaults() {
        assertEquals(CoreOptions.DEFAULTS, good());
    }

    @Test
    void readsMetadata() {
        Map<String, String> pairs = Map.of("K", "v");
        assertEquals(pairs, good("server_metadata", pairs).metadata());
    }

    @Test
    void readsTheOrderOfAuthenticators() {
        List<String> order = List.of("auth-b", "auth-a");
        assertEquals(order, good("authenticators", order).authenticators());
    }

    @Test
    void readsEveryKey() {
        CoreOptions options = good(
                "host",
                "h",
                "port",
                1,
                "client_advertise",
                "a:2",
                "server_name",
                "n",
                "server_tags",
                List.of(" A ", "b"),
                "feature_flags",
                Map.of("js_ack_fc_v2", true),
                "no_header_support",
                true,
                "disable_sublist_cache",
                true,
                "max_connections",
                3,
                "max_subscriptions",
                4,
                "max_sub_tokens",
                5,
                "max_control_line",
                6,
                "max_payload",
                7,
                "max_pending",
                8,
                "max_closed_clients",
                9,
                "ping_interval",
                "10s",
                "ping_max",
                11,
                "write_deadline",
                "12s",
                "write_timeout",
                "retry",
                "no_fast_producer_stall",
                true,
                "lame_duck_duration",
                "40s",
                "lame_duck_grace_period",
                "14s",
                "max_traced_msg_len",
                15,
                "connect_error_reports",
                16,
                "reconnect_error_reports",
                17);
        assertEquals(
                new CoreOptions(
                        "h",
                        1,
                        "a:2",
                        "n",
                        List.of("a", "b"),
                        Map.of(),
                        new CoreOptions.ConnectionLimits(3, 4, 5, 6, 7, 8),
                        new CoreOptions.Timing(
                                Duration.ofSeconds(10),
                                11,
                                Duration.ofSeconds(12),
                                WriteTimeout.RETRY,
                                Duration.ofSeconds(2)),
                        new CoreOptions.LameDuckOptions(Duration.ofSeconds(40), Duration.ofSeconds(14)),
                        false,
                        false,
                        9,
                        List.of(),
                        new CoreOptions.Diagnostics(Map.of("js_ack_fc_v2", true), false, 15, false, 16, 17)),
                options);
    }

    @Test
    void readsAliasesInAnyCase() {
        CoreOptions options = good("NET", "h", "max_conn", 3, "Max_Subs", 4, "max_subscription_tokens", 5);
        assertEquals("h", options.host());
        assertEquals(3, options.limits().maxConnections());
        assertEquals(4, options.limits().maxSubscriptions());
        assertEquals(5, options.limits().maxSubTokens());
    }

    @Test
    void listenTakesAPortOrAnAddressAndWinsOverHostAndPort() {
        assertEquals(List.of("0.0.0.0", 7), address("listen", 7));
        assertEquals(List.of("h", 7), address("listen", "h:7"));
        assertEquals(List.of("::1", 7), address("listen", "[::1]:7"));
        assertEquals(List.of("h", 7), address("listen", "h:7", "host", "x", "port", 8));
        assertEquals(List.of("x", 7), address("listen", 7, "host", "x", "port", 8));
        assertEquals(List.of("0.0.0.0", 7), address("listen", ":7"));
    }

    private static List<Object> address(Object... pairs) {
        CoreOptions options = good(pairs);
        return List.of(options.host(), options.port());
    }

    @Test
    void theCommandLineWinsOverListen() {
        assertEquals(List.of("x", 8), address("listen", "h:7", "host", Conf.flag("x"), "port", Conf.flag(8)));
    }

    @Test
    void portMinusOneMeansAnyAndZeroTheDefault() {
        assertEquals(0, good("port", -1).port());
        assertEquals(0, good("listen", -1).port());
        assertEquals(0, good("listen", "h:-1").port());
        assertEquals(4222, good("port", 0).port());
    }

    @Test
    void refusesAddressesThatAreNone() {
        assertEquals(
                "test.conf:1:1: could not parse address string \"h\" (expected: host:port)", problem("listen", "h"));
        assertEquals(
                "test.conf:1:1: could not parse port \"x\" (expected: host:port with a port from -1 to 65535)",
                problem("listen", "h:x"));
        assertEquals("test.conf:1:1: expected port or host:port, got BOOLEAN", problem("listen", true));
        assertEquals("test.conf:1:1: 70000 is out of range (expected: -1 to 65535)", problem("listen", 70000));
        assertEquals("test.conf:1:1: 70000 is out of range (expected: -1 to 65535)", problem("port", 70000));
        assertEquals(
                "test.conf:1:1: invalid ClientAdvertise value of h:x (expected: host or host:port)",
                problem("client_advertise", "h:x"));
    }

    @Test
    void zeroMeansTheDefaultButForConnections() {
        CoreOptions options = good(
                "max_connections",
                0,
                "max_payload",
                0,
                "max_control_line",
                0,
                "max_pending",
                0,
                "ping_interval",
                "0s",
                "ping_max",
                0,
                "write_deadline",
                "0s",
                "max_closed_clients",
                0);
        assertEquals(-1, options.limits().maxConnections());
        assertEquals(
                CoreOptions.DEFAULTS.limits().maxPayload(), options.limits().maxPayload());
        assertEquals(
                CoreOptions.DEFAULTS.limits().maxControlLine(), options.limits().maxControlLine());
        assertEquals(
                CoreOptions.DEFAULTS.limits().maxPending(), options.limits().maxPending());
        assertEquals(CoreOptions.DEFAULTS.timing(), options.timing());
        assertEquals(CoreOptions.DEFAULTS.closedKept(), options.closedKept());
    }

    @Test
    void refusesSizesOutOfRange() {
        assertEquals(
                "test.conf:1:1: max_payload value is too big: 2147483648 (expected: 1 to 2147483647)",
                problem("max_payload", 2147483648L));
        assertEquals("test.conf:1:1: max_payload: -5 (expected: 1 to 2147483647)", problem("max_payload", -5));
        assertEquals(
                "test.conf:1:1: max_control_line value is too big: 2147483648 (expected: 1 to 2147483647)",
                problem("max_control_line", 2147483648L));
        assertEquals(
                "test.conf:1:1: max_sub_tokens value is too big: 256 (expected: 0 to 255)",
                problem("max_sub_tokens", 256));
        assertEquals(
                "test.conf:1:1: max_sub_tokens value can not be negative: -1 (expected: 0 to 255)",
                problem("max_sub_tokens", -1));
    }

    @Test
    void refusesAPayloadThatCannotWaitToBeWritten() {
        assertEquals(
                "test.conf:2:1: max_payload (200) cannot be higher than max_pending (100)",
                problem("max_pending", 100, "max_payload", 200));
    }

    @Test
    void refusesASpaceInTheServerName() {
        assertEquals("test.conf:1:1: server name cannot contain spaces", problem("server_name", "a b"));
        assertNull(good("server_name", "").serverName());
    }

    @Test
    void checksLameDuckTimes() {
        assertEquals(
                "test.conf:1:1: invalid lame_duck_duration of 29s, minimum is 30 seconds",
                problem("lame_duck_duration", "29s"));
        assertEquals(
                "test.conf:1:1: invalid lame_duck_grace_period, needs to be positive",
                problem("lame_duck_grace_period", "-1s"));
        assertEquals(
                "test.conf:1:1: lame duck grace period (2m0s) should be strictly lower than lame duck duration (2m0s)",
                problem("lame_duck_grace_period", "2m"));
        assertTrue(problem("lame_duck_duration", 120).contains("is int64, not string"));
    }

    @Test
    void warnsOfADurationWithoutAUnit() {
        var problems = new ProblemList();
        CoreOptions options = bind(Conf.of("ping_interval", 5), problems);
        assertEquals(Duration.ofSeconds(5), options.timing().pingInterval());
        assertFalse(problems.hasErrors());
        assertEquals(
                "invalid use of field \"ping_interval\": ping_interval should be converted to a duration",
                problems.entries().getFirst().message());
    }

    @Test
    void refusesAnUnknownWriteTimeout() {
        assertEquals(
                "test.conf:1:1: write_timeout must be 'default', 'close' or 'retry' (found: 'x')",
                problem("write_timeout", "x"));
    }

    @Test
    void reportsAllProblemsAtOnce() {
        var problems = new ProblemList();
        bind(Conf.of("port", "x", "max_sub_tokens", 300, "server_metadata", Map.of("a", 1)), problems);
        assertEquals(3, problems.entries().size());
    }

    @Test
    void refusesToReloadWhatIsFixedInTheWordsOfNatsServer() {
        CoreOptions after = good(
                "host",
                "127.0.0.1",
                "port",
                1,
                "max_subs",
                5,
                "lame_duck_duration",
                "3m",
                "write_timeout",
                "retry",
                "feature_flags",
                Map.of("x", true));
        var problems = new ProblemList();
        CoreSection.SECTION.reloader().prepare(CoreOptions.DEFAULTS, after, problems);
        assertEquals(
                List.of(
                        "config reload not supported for Host: old=0.0.0.0, new=127.0.0.1",
                        "config reload not supported for MaxSubs: old=0, new=5",
                        "config reload not supported for WriteTimeout: old=close, new=retry",
                        "config reload not supported for LameDuckDuration: old=2m0s, new=3m0s",
                        "config reload not supported for FeatureFlags: old=map[], new=map[x:true]",
                        "config reload not supported for Port: old=4222, new=1"),
                problems.entries().stream().map(ProblemList.Entry::message).toList());
    }

    @Test
    void describesChangesAndSwapsTheOptionsAsAWhole() {
        var current = new CurrentOptions(CoreOptions.DEFAULTS);
        CoreOptions after = good(
                "max_payload",
                100,
                "ping_interval",
                "3m",
                "client_advertise",
                "x",
                "server_tags",
                "t",
                "server_metadata",
                Map.of("a", "b"),
                "no_fast_producer_stall",
                true);
        var problems = new ProblemList();
        List<ReloadPlan> plans =
                CoreSection.appliedTo(current).reloader().prepare(CoreOptions.DEFAULTS, after, problems);
        assertEquals(CoreOptions.DEFAULTS, current.get(), "preparing has no effect");
        assertEquals(
                List.of(
                        "client_advertise = x",
                        "max_payload = 100",
                        "ping_interval = 3m0s",
                        "tags",
                        "metadata",
                        "fast producers will not be stalled"),
                plans.stream().map(ReloadPlan::describe).toList());
        assertEquals(1, plans.stream().filter(ReloadPlan::affectsInfo).count());
        plans.getLast().commit();
        assertEquals(after, current.get());
    }

    @Test
    void keepsThePortThatWasFoundWhenAnyWillDo() {
        var current = new CurrentOptions(good("port", 7));
        CoreOptions after = good("port", -1, "ping_max", 5);
        var problems = new ProblemList();
        CoreSection.appliedTo(current)
                .reloader()
                .prepare(current.get(), after, problems)
                .forEach(ReloadPlan::commit);
        assertFalse(problems.hasErrors());
        assertEquals(7, current.get().port());
        assertEquals(5, current.get().timing().pingMax());
    }
}
