/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.subject.mapping;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import soma.kernel.testkit.TestKernel;
import soma.spi.report.ReportContributor;
import soma.spi.tck.report.ReportContract;

/** What this plugin gives to monitoring keeps the contract. */
class MappingReportTest {
    private TestKernel kernel;

    @BeforeEach
    void start() {
        kernel = TestKernel.with(new SubjectMappingPlugin())
                .configuration("mappings: {a: b, w: [{destination: w1, weight: 40%}, {destination: w2, weight: 60%}]}")
                .start();
    }

    @AfterEach
    void stop() {
        kernel.close();
    }

    private ReportContributor of(Class<? extends ReportContributor> sort) {
        return kernel.extension(ReportContributor.POINT, sort);
    }

    @Nested
    class Mappings extends ReportContract {
        @Override
        protected ReportContributor contributor() {
            return of(MappingReport.class);
        }

        @Override
        protected Map<String, String> usual() {
            return Map.of("acc", "$G");
        }

        @Override
        protected List<String> fields() {
            return List.of("mappings");
        }
    }
}
