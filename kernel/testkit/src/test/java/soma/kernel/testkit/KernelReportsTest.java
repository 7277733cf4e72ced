/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.testkit;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import soma.spi.report.ReportContributor;
import soma.spi.tck.report.ReportContract;

/** What the kernel itself gives to monitoring keeps the contract. */
class KernelReportsTest {
    private TestKernel kernel;

    @BeforeEach
    void start() {
        kernel = TestKernel.with()
                .configuration("server_name: s, server_tags: a, max_subscriptions: 9")
                .start();
        kernel.connect("\"name\":\"one\"")
                .send("SUB foo 1\r\nSUB bar q 2\r\nUNSUB 1 5\r\nPING\r\n")
                .expect("PONG\r\n");
        kernel.connect("\"name\":\"gone\"").close();
    }

    @AfterEach
    void stop() {
        kernel.close();
    }

    private ReportContributor of(String document) {
        return kernel.server().extensions(ReportContributor.POINT).stream()
                .filter(contributor -> contributor.document().equals(document))
                .findFirst()
                .orElseThrow();
    }

    @Nested
    class Varz extends ReportContract {
        @Override
        protected ReportContributor contributor() {
            return of("varz");
        }

        @Override
        protected List<String> fields() {
            return List.of(
                    "server_id",
                    "server_name",
                    "version",
                    "proto",
                    "host",
                    "port",
                    "max_connections",
                    "max_subscriptions",
                    "ping_interval",
                    "auth_timeout",
                    "max_payload",
                    "start",
                    "now",
                    "uptime",
                    "mem",
                    "cores",
                    "cpu",
                    "connections",
                    "total_connections",
                    "in_msgs",
                    "slow_consumers",
                    "subscriptions",
                    "config_load_time",
                    "tags");
        }
    }

    @Nested
    class Connz extends ReportContract {
        @Override
        protected ReportContributor contributor() {
            return of("connz");
        }

        @Override
        protected List<Map<String, String>> queries() {
            return List.of(
                    Map.of("subs", "detail", "auth", "1"), Map.of("state", "closed", "subs", "1", "sort", "stop"));
        }

        @Override
        protected List<String> fields() {
            return List.of("server_id", "now", "num_connections", "total", "offset", "limit", "connections");
        }
    }

    @Nested
    class Subsz extends ReportContract {
        @Override
        protected ReportContributor contributor() {
            return of("subsz");
        }

        @Override
        protected Map<String, String> usual() {
            return Map.of("subs", "1");
        }

        @Override
        protected List<Map<String, String>> queries() {
            return List.of(Map.of("subs", "1", "test", "foo"));
        }

        @Override
        protected List<String> fields() {
            return List.of(
                    "server_id",
                    "now",
                    "num_subscriptions",
                    "num_cache",
                    "num_inserts",
                    "num_removes",
                    "num_matches",
                    "cache_hit_rate",
                    "max_fanout",
                    "avg_fanout",
                    "total",
                    "offset",
                    "limit",
                    "subscriptions_list");
        }
    }

    @Nested
    class Healthz extends ReportContract {
        @Override
        protected ReportContributor contributor() {
            return of("healthz");
        }

        @Override
        protected List<Map<String, String>> queries() {
            return List.of(Map.of("details", "1"), Map.of("js-enabled-only", "1"), Map.of("consumer", "c"));
        }

        @Override
        protected List<String> fields() {
            return List.of("status");
        }
    }
}
