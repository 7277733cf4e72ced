/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import soma.kernel.report.ConnectionQuery.Listing;
import soma.spi.protocol.SubscriptionView;

/** Subscriptions as monitoring lists them. */
final class SubscriptionFields {
    /** Ids are numbers as a rule; so the shorter one is the smaller one. */
    private static final Comparator<SubscriptionView> BY_ID =
            Comparator.comparingInt((SubscriptionView s) -> s.id().length()).thenComparing(SubscriptionView::id);

    private SubscriptionFields() {}

    /** Adds the subscriptions of a connection to its fields, unless it has none. */
    static void add(Map<String, Object> fields, Connection connection, Listing list) {
        if (list == Listing.NONE) {
            return;
        }
        List<SubscriptionView> all =
                connection.view().subscriptionList().stream().sorted(BY_ID).toList();
        if (all.isEmpty()) {
            return;
        }
        if (list == Listing.SUBJECTS) {
            fields.put(
                    "subscriptions_list",
                    all.stream().map(SubscriptionView::subject).toList());
            return;
        }
        List<Map<String, Object>> details = new ArrayList<>(all.size());
        for (SubscriptionView one : all) {
            details.add(of(connection, one));
        }
        fields.put("subscriptions_list_detail", details);
    }

    /** As in nats-server, what is no longer in an account says which one that was, and has no limit any more. */
    private static Map<String, Object> of(Connection connection, SubscriptionView subscription) {
        if (connection.closed() == null) {
            return of(subscription, connection.id(), "");
        }
        Map<String, Object> fields =
                of(subscription, connection.id(), connection.view().space());
        fields.remove("max");
        return fields;
    }

    /**
     * Returns the fields of one.
     *
     * @param session the number of the session that has it; 0 if none has
     * @param space   the name of its space; empty to leave it out
     */
    static Map<String, Object> of(SubscriptionView subscription, long session, String space) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (!space.isEmpty()) {
            fields.put("account", space);
            fields.put("account_tag", space);
        }
        fields.put("subject", subscription.subject());
        String queue = subscription.queue();
        if (queue != null) {
            fields.put("qgroup", queue);
        }
        fields.put("sid", subscription.id());
        fields.put("msgs", subscription.delivered());
        if (subscription.limit() > 0) {
            fields.put("max", subscription.limit());
        }
        fields.put("cid", session);
        return fields;
    }
}
