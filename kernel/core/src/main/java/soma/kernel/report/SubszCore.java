/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import soma.spi.participant.Participant;
import soma.spi.protocol.SubscriptionView;
import soma.spi.report.Parameters;
import soma.spi.report.ReportContributor;
import soma.spi.report.Times;
import soma.spi.space.SubjectSpace;
import soma.spi.space.SubjectSpace.Statistics;
import soma.spi.space.Subscription;
import soma.spi.subject.Subjects;

/** The document {@code subsz}: subscriptions, and how routes to them are found. */
public final class SubszCore implements ReportContributor {
    private static final int USUAL_LIMIT = 1024;

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
        var parameters = new Parameters(query);
        boolean listed = parameters.flag("subs");
        long offset = parameters.offset();
        long limit = parameters.limit(USUAL_LIMIT);
        String test = parameters.text("test");
        if (!test.isEmpty() && !(Subjects.isSubscribable(test) && Subjects.isLiteral(test))) {
            throw new IllegalArgumentException("invalid test subject, must be valid publish subject: " + test);
        }
        String only = parameters.text("acc");
        List<SubjectSpace> spaces = environment.allSpaces().stream()
                .filter(space -> only.isEmpty() || space.name().equals(only))
                .toList();
        subsz.put("server_id", environment.facts().id());
        subsz.put("now", Times.rfc3339(environment.clock().instant()));
        subsz.putAll(spaces.stream()
                .map(SubjectSpace::statistics)
                .reduce(Statistics.NONE, Statistics::plus)
                .describe());
        List<Found> found = listed ? find(spaces, test) : List.of();
        subsz.put("total", found.size());
        subsz.put("offset", offset);
        subsz.put("limit", limit);
        List<Map<String, Object>> page =
                found.stream().skip(offset).limit(limit).map(Found::fields).toList();
        if (!page.isEmpty()) {
            subsz.put("subscriptions_list", page);
        }
    }

    private static List<Found> find(List<SubjectSpace> spaces, String test) {
        List<Found> found = new ArrayList<>();
        for (SubjectSpace space : spaces) {
            space.forEach(subscription -> {
                if (test.isEmpty() || Subjects.matches(subscription.subject(), test)) {
                    found.add(new Found(space, subscription));
                }
            });
        }
        return found;
    }

    private record Found(SubjectSpace space, Subscription subscription) {
        Map<String, Object> fields() {
            Participant owner = subscription.subscriber().owner();
            // one that stands for interest elsewhere is listed under the space it is for
            String name = owner == null ? space.name() : owner.space().name();
            long id = owner == null ? 0 : owner.identity().id();
            return SubscriptionFields.of(SubscriptionView.of(subscription), id, name);
        }
    }
}
