/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.reports;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import soma.spi.report.ReportContributor;
import soma.spi.tck.fixture.PlainServer;
import soma.spi.tck.report.ReportContract;

/** Documents about accounts keep the contract where no plugin knows of any. */
class AccountDocumentsTest {
    private final PlainServer server = new PlainServer();

    private ReportContributor statistics() {
        var statistics = new AccountStatistics(() -> server);
        statistics.start(server);
        return statistics;
    }

    @Nested
    class Accstatz extends ReportContract {
        @Override
        protected ReportContributor contributor() {
            return statistics();
        }

        @Override
        protected Map<String, String> usual() {
            return Map.of("unused", "1");
        }

        @Override
        protected List<String> fields() {
            return List.of("server_id", "now", "account_statz");
        }
    }

    @Nested
    class Accountz extends ReportContract {
        @Override
        protected ReportContributor contributor() {
            return new DefaultAccount(() -> server);
        }

        @Override
        protected List<String> fields() {
            return List.of("server_id", "now", "accounts");
        }
    }

    @Nested
    class Fields extends ReportContract {
        @Override
        protected ReportContributor contributor() {
            return FieldOrder.all().get(1);
        }

        @Override
        protected List<String> fields() {
            return List.of();
        }
    }

    @Nested
    class Order extends ReportContract {
        @Override
        protected ReportContributor contributor() {
            return FieldOrder.all().getLast();
        }

        @Override
        protected List<String> fields() {
            return List.of();
        }
    }
}
