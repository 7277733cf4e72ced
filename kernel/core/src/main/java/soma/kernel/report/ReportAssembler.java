/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.kernel.assembly.Assembly;
import soma.kernel.assembly.Assembly.Contribution;
import soma.spi.report.ReportContributor;

/** Fills documents by asking their contributors in order. Safe for any thread. */
public final class ReportAssembler {
    private static final Logger LOG = LoggerFactory.getLogger(ReportAssembler.class);

    private final Supplier<Assembly> assembly;

    /** Makes an assembler of what the current assembly contributes. */
    public ReportAssembler(Supplier<Assembly> assembly) {
        this.assembly = assembly;
    }

    /**
     * Fills a document; empty when nobody contributes to it. A contributor that fails leaves nothing of its own behind but
     * its name in the field {@code error}.
     *
     * @throws IllegalArgumentException if a parameter of the query is invalid
     */
    public Map<String, Object> report(String document, Map<String, String> query) {
        Map<String, Object> report = new LinkedHashMap<>();
        for (Contribution<ReportContributor> contribution : contributors(document)) {
            var extended = new LinkedHashMap<>(report);
            try {
                contribution.extension().contribute(query, extended);
                report = extended;
            } catch (IllegalArgumentException e) {
                throw e;
            } catch (RuntimeException e) {
                LOG.error("Plugin '{}' failed to contribute to {}", contribution.plugin(), document, e);
                report.merge("error", "plugin '" + contribution.plugin() + "' failed", (a, b) -> a + ", " + b);
            }
        }
        return report;
    }

    private List<Contribution<ReportContributor>> contributors(String document) {
        return assembly.get().contributions(ReportContributor.POINT).stream()
                .filter(contribution -> contribution.extension().document().equals(document))
                .sorted(Comparator.comparingInt(
                        contribution -> contribution.extension().order()))
                .toList();
    }
}
