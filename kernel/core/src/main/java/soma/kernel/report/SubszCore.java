/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.report;

import java.util.Map;
import soma.spi.report.ReportContributor;
import soma.spi.space.SubjectSpace;

/** The fields of {@code subsz} that the kernel knows. */
public final class SubszCore implements ReportContributor {
    private final ReportEnvironment environment;

    /** Makes the contributor. */
    public SubszCore(ReportEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public String document() {
        return "subsz";
    }

    @Override
    public int order() {
        return 0;
    }

    @Override
    public void contribute(Map<String, String> query, Map<String, Object> subsz) {
        var parameters = new Query(query);
        String only = parameters.text("acc");
        subsz.put("server_id", environment.facts().id());
        subsz.put("now", GoTime.format(environment.clock().instant()));
        subsz.put(
                "num_subscriptions",
                environment.allSpaces().stream()
                        .filter(space -> only.isEmpty() || space.name().equals(only))
                        .mapToLong(SubjectSpace::subscriptions)
                        .sum());
        subsz.put("total", 0);
        subsz.put("offset", Math.max(0, parameters.integer("offset", 0)));
        subsz.put("limit", ConnzCore.limit(parameters));
    }
}
