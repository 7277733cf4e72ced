/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.kernel.report.ConnectionQuery.State;
import soma.spi.report.ConnectionContributor;
import soma.spi.report.MappedList;
import soma.spi.report.ReportContributor;
import soma.spi.report.Times;
import soma.spi.server.Sessions.ClosedSession;

/** The document {@code connz}: connections, open or closed, filtered, sorted and by pages. */
public final class ConnzCore implements ReportContributor {
    private static final Logger LOG = LoggerFactory.getLogger(ConnzCore.class);

    private final ReportEnvironment environment;

    /** Makes the contributor. */
    public ConnzCore(ReportEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public String document() {
        return "connz";
    }

    @Override
    public int order() {
        return 0;
    }

    @Override
    public void contribute(Map<String, String> query, Map<String, Object> connz) {
        ConnectionQuery asked = ConnectionQuery.of(query);
        Instant now = environment.clock().instant();
        Comparator<Connection> order = ConnectionOrder.of(asked.sort(), asked.state() == State.CLOSED, now);
        boolean known = asked.space().isEmpty()
                || environment.allSpaces().stream()
                        .anyMatch(space -> space.name().equals(asked.space()));
        List<Connection> all = known ? find(asked) : List.of();
        List<Map<String, Object>> page = page(asked, all, order, now);
        connz.put("server_id", known ? environment.facts().id() : "");
        connz.put("now", Times.rfc3339(now));
        connz.put("num_connections", page.size());
        connz.put("total", all.size());
        connz.put("offset", asked.offset());
        connz.put("limit", asked.limit());
        connz.put("connections", known ? page : null);
    }

    private List<Connection> find(ConnectionQuery asked) {
        var found = new ArrayList<Connection>();
        if (asked.state() != State.CLOSED) {
            environment.sessions().forEach(session -> found.add(new Connection(session.view(), null)));
        }
        if (asked.state() != State.OPEN) {
            for (ClosedSession closed : environment.sessions().closed()) {
                found.add(new Connection(closed.session(), closed));
            }
        }
        found.removeIf(connection -> !asked.counts(connection));
        return found;
    }

    private List<Map<String, Object>> page(
            ConnectionQuery asked, List<Connection> all, Comparator<Connection> order, Instant now) {
        List<Connection> taken = new ArrayList<>(all);
        taken.removeIf(connection -> !asked.takes(connection));
        List<Entry> entries = new ArrayList<>(taken.size());
        taken.forEach(connection -> entries.add(new Entry(connection.frozen(), connection)));
        entries.sort(Comparator.comparingLong((Entry e) -> e.still.id()));
        entries.sort(Comparator.comparing(Entry::still, order));
        Set<String> failed = new HashSet<>();
        int from = (int) Math.min(asked.offset(), entries.size());
        int to = from + (int) Math.min(asked.limit(), entries.size() - from);
        return MappedList.of(entries.subList(from, to), entry -> show(entry.live, asked, now, failed));
    }

    /**
     * A connection whose numbers go on changing, which a sort may notice and refuse, and the same with numbers that stand
     * still.
     */
    private record Entry(Connection still, Connection live) {}

    /** Shows a connection; begins anew without the contributors that fail, whose half of what they add is nobody's. */
    private Map<String, Object> show(Connection connection, ConnectionQuery asked, Instant now, Set<String> failed) {
        List<ConnectionContributor> contributors = environment.connectionContributors();
        while (true) {
            Map<String, Object> fields = connection.fields(now, asked.withAuth(), asked.list());
            int failing = extend(fields, contributors, connection, asked, failed);
            if (failing < 0) {
                return fields;
            }
            contributors = new ArrayList<>(contributors);
            contributors.remove(failing);
        }
    }

    /** Has contributors add to fields; returns the place of the first that fails, or -1. */
    private static int extend(
            Map<String, Object> fields,
            List<ConnectionContributor> contributors,
            Connection connection,
            ConnectionQuery asked,
            Set<String> failed) {
        for (int i = 0; i < contributors.size(); i++) {
            ConnectionContributor contributor = contributors.get(i);
            try {
                contributor.contribute(connection.view(), asked.withAuth(), fields);
            } catch (RuntimeException e) {
                String name = contributor.getClass().getName();
                if (failed.add(name)) {
                    LOG.error("{} failed to contribute to a connection of connz", name, e);
                }
                return i;
            }
        }
        return -1;
    }
}
