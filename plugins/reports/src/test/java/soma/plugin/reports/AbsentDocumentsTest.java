/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import soma.spi.report.ReportContributor;
import soma.spi.tck.fixture.PlainServer;
import soma.spi.tck.report.ReportContract;

class AbsentDocumentsTest {
    private static ReportContributor document(String name) {
        var server = new PlainServer();
        return AbsentDocuments.all(() -> server).stream()
                .filter(contributor -> contributor.document().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String refusal(String document, String name, String value) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> document(document).contribute(Map.of(name, value), new LinkedHashMap<>()))
                .getMessage();
    }

    @Test
    void parametersAreReadAsWhereTheFeatureIsOn() {
        assertEquals(
                "Error decoding boolean for 'subs': strconv.ParseBool: parsing \"x\": invalid syntax",
                refusal("routez", "subs", "x"));
        assertEquals(
                "Error decoding int for 'limit': strconv.Atoi: parsing \"1e400\": invalid syntax",
                refusal("jsz", "limit", "1e400"));
        document("gatewayz").contribute(Map.of("subs", "DETAIL"), new LinkedHashMap<>());
        assertThrows(
                IllegalArgumentException.class,
                () -> document("ipqueuesz").contribute(Map.of("all", "2"), new LinkedHashMap<>()));
    }

    @Nested
    class Routes extends ReportContract {
        @Override
        protected ReportContributor contributor() {
            return document("routez");
        }

        @Override
        protected List<Map<String, String>> queries() {
            return List.of(Map.of("subs", "1"), Map.of("subs", "detail"));
        }

        @Override
        protected List<String> fields() {
            return List.of("server_id", "server_name", "now", "num_routes", "routes");
        }
    }

    @Nested
    class Gateways extends ReportContract {
        @Override
        protected ReportContributor contributor() {
            return document("gatewayz");
        }

        @Override
        protected List<String> fields() {
            return List.of("server_id", "now", "outbound_gateways", "inbound_gateways");
        }
    }

    @Nested
    class LeafNodes extends ReportContract {
        @Override
        protected ReportContributor contributor() {
            return document("leafz");
        }

        @Override
        protected List<String> fields() {
            return List.of("server_id", "now", "leafnodes", "leafs");
        }
    }

    @Nested
    class JetStream extends ReportContract {
        @Override
        protected ReportContributor contributor() {
            return document("jsz");
        }

        @Override
        protected List<String> fields() {
            return List.of("memory", "storage", "api", "server_id", "now", "disabled", "config", "streams", "total");
        }
    }

    @Nested
    class Varz extends ReportContract {
        @Override
        protected ReportContributor contributor() {
            var server = new PlainServer();
            return new AbsentVarz(() -> server);
        }

        @Override
        protected List<String> fields() {
            return List.of(
                    "cluster", "jetstream", "routes", "feature_flags", "slow_consumer_stats", "stale_connection_stats");
        }
    }
}
