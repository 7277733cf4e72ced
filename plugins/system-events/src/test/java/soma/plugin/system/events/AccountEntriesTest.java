/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.system.events;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import soma.spi.report.ReportContributor;
import soma.spi.tck.report.ReportContract;

/** What this plugin gives to monitoring keeps the contract. */
class AccountEntriesTest {
    private final Desk desk = new Desk();

    @AfterEach
    void stop() {
        desk.close();
    }

    private ReportContributor of(Class<? extends ReportContributor> sort) {
        return desk.kernel().extension(ReportContributor.POINT, sort);
    }

    /** It adds to what there is, so there is something. */
    private ReportContributor toSomeAccount() {
        ReportContributor entries = of(AccountEntries.class);
        return new ReportContributor() {
            @Override
            public String document() {
                return entries.document();
            }

            @Override
            public int order() {
                return entries.order();
            }

            @Override
            public void contribute(Map<String, String> query, Map<String, Object> detail) {
                detail.put("account_name", "x");
                entries.contribute(query, detail);
            }
        };
    }

    @Nested
    class OfAnyAccount extends ReportContract {
        @Override
        protected ReportContributor contributor() {
            return toSomeAccount();
        }

        @Override
        protected Map<String, String> usual() {
            return Map.of("acc", "A");
        }

        @Override
        protected List<String> fields() {
            return List.of("imports");
        }
    }

    @Nested
    class OfTheSystemAccount extends ReportContract {
        @Override
        protected ReportContributor contributor() {
            return toSomeAccount();
        }

        @Override
        protected Map<String, String> usual() {
            return Map.of("acc", "SYS");
        }

        @Override
        protected List<String> fields() {
            return List.of("exports", "imports");
        }
    }
}
