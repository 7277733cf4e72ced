/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.subject.mapping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import soma.plugin.subject.mapping.api.SubjectMappings;
import soma.plugin.subject.mapping.api.SubjectMappings.Destination;
import soma.plugin.subject.mapping.api.SubjectMappings.Mapping;
import soma.spi.report.ReportContributor;

/** Adds the mappings of an account to its details, with weights that count up to a hundred. Safe for any thread. */
record MappingReport(SubjectMappings mappings) implements ReportContributor {
    private static final int ORDER = 100;

    @Override
    public String document() {
        return "account_detail";
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public void contribute(Map<String, String> query, Map<String, Object> detail) {
        List<Mapping> found = mappings.of(query.getOrDefault("acc", ""));
        if (!found.isEmpty()) {
            Map<String, Object> shown = new LinkedHashMap<>();
            found.forEach(mapping -> shown.put(mapping.source(), destinations(mapping)));
            detail.put("mappings", shown);
        }
    }

    private static List<Object> destinations(Mapping mapping) {
        List<Object> shown = new ArrayList<>();
        int sum = 0;
        List<Destination> sorted = mapping.effective("").stream()
                .sorted(Comparator.comparingInt(Destination::weight))
                .toList();
        for (Destination destination : sorted) {
            sum += destination.weight();
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("subject", destination.subject());
            fields.put("weight", sum);
            shown.add(fields);
        }
        return shown;
    }
}
