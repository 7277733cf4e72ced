/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.report;

import java.util.Locale;
import java.util.Map;
import soma.kernel.session.SessionTable;
import soma.spi.protocol.SubscriptionView;
import soma.spi.report.Parameters;
import soma.spi.subject.Subjects;

/**
 * Which connections to list, and what of them.
 *
 * @param withAuth who they are
 * @param list     how their subscriptions are listed
 * @param offset   how many to leave out
 * @param limit    how many to list
 * @param id       the only one; 0 for all
 * @param state    open ones or closed ones
 * @param sort     in which order
 * @param user     only those of this user; empty for all
 * @param space    only those in this space; empty for all
 * @param otherId     only the one with that name in its own protocol; empty for all
 * @param subject  only those with a subscription that may take messages of this subject; empty for all
 */
record ConnectionQuery(
        boolean withAuth,
        Listing list,
        long offset,
        long limit,
        long id,
        State state,
        String sort,
        String user,
        String space,
        String otherId,
        String subject) {
    private static final int USUAL_LIMIT = 1024;

    /** Which connections there are. */
    enum State {
        OPEN,
        CLOSED,
        ALL
    }

    /** How subscriptions are listed. */
    enum Listing {
        NONE,
        SUBJECTS,
        DETAILS
    }

    /** Reads a query; what is wrong with it is told in the order in which nats-server looks. */
    static ConnectionQuery of(Map<String, String> query) {
        var parameters = new Parameters(query);
        boolean withAuth = parameters.flag("auth");
        Listing list = listing(parameters);
        long offset = parameters.offset();
        long limit = parameters.limit(USUAL_LIMIT);
        long id = parameters.number("cid");
        State state = state(parameters.text("state"));
        String space = parameters.text("acc");
        String subject = parameters.text("filter_subject");
        if (!subject.isEmpty() && space.isEmpty()) {
            throw new IllegalArgumentException("filter by subject only valid with account filtering");
        }
        return new ConnectionQuery(
                withAuth,
                list,
                offset,
                id == 0 ? limit : 1,
                id,
                state,
                parameters.text("sort"),
                parameters.text("user"),
                space,
                parameters.text("mqtt_client"),
                subject);
    }

    private static Listing listing(Parameters parameters) {
        if (parameters.text("subs").equalsIgnoreCase("detail")) {
            return Listing.DETAILS;
        }
        return parameters.flag("subs") ? Listing.SUBJECTS : Listing.NONE;
    }

    private static State state(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "", "open" -> State.OPEN;
            case "closed" -> State.CLOSED;
            case "any", "all" -> State.ALL;
            default -> throw new IllegalArgumentException("Error decoding state for " + text);
        };
    }

    /** Returns whether a connection counts at all, before the filters that do not change how many there are. */
    boolean counts(Connection connection) {
        return connection.isListed()
                && (space.isEmpty() || connection.view().space().equals(space));
    }

    /** Returns whether a connection passes all filters. */
    boolean takes(Connection connection) {
        if (id != 0) {
            boolean found = connection.id() == id;
            boolean anyKind = state != State.OPEN || connection.isOf(SessionTable.CLIENT);
            return found && anyKind;
        }
        return (user.isEmpty() || connection.user().equals(user))
                && (otherId.isEmpty()
                        || otherId.equals(connection.view().details().get("mqtt_client")))
                && (subject.isEmpty() || collides(connection));
    }

    private boolean collides(Connection connection) {
        return connection.view().subscriptionList().stream()
                .map(SubscriptionView::subject)
                .anyMatch(subscribed -> Subjects.overlap(subject, subscribed));
    }
}
