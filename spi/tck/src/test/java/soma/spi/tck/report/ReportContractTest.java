/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.report;

import static soma.spi.tck.fixture.ContractRun.assertFails;
import static soma.spi.tck.fixture.ContractRun.assertPasses;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import soma.spi.report.ReportContributor;

final class ReportContractTest {
    @Test
    void acceptsACorrectContributor() {
        assertPasses(Right.class);
    }

    @Test
    void findsValuesThatAreNoJson() {
        assertFails(Typed.class, "fillsNothingButJson", "oddQueriesAreNoFailure");
    }

    @Test
    void findsAContributorThatClears() {
        assertFails(Clearing.class, "leavesTheFieldsOfOthersAlone");
    }

    static class Right extends ReportContract {
        @Override
        protected ReportContributor contributor() {
            return new ReportContributor() {
                @Override
                public String document() {
                    return "testz";
                }

                @Override
                public int order() {
                    return 10;
                }

                @Override
                public void contribute(Map<String, String> query, Map<String, Object> document) {
                    fill(document);
                }
            };
        }

        void fill(Map<String, Object> document) {
            document.put("count", 1);
            document.put("names", List.of("a", "b"));
        }

        @Override
        protected List<String> fields() {
            return List.of("count", "names");
        }
    }

    static class Typed extends Right {
        @Override
        void fill(Map<String, Object> document) {
            super.fill(document);
            document.put("now", Instant.EPOCH);
        }
    }

    static class Clearing extends Right {
        @Override
        void fill(Map<String, Object> document) {
            document.clear();
            super.fill(document);
        }
    }
}
