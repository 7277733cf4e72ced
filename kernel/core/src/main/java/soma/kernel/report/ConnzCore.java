/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.kernel.report.ConnectionQuery.State;
import soma.spi.protocol.SessionView;
import soma.spi.report.ConnectionContributor;
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
        return entries.stream()
                .skip(asked.offset())
                .limit(asked.limit())
                .map(entry -> show(entry.live, asked, now, failed))
                .toList();
    }

    /**
     * A connection whose numbers go on changing, which a sort may notice and refuse, and the same with numbers that stand
     * still.
     */
    private record Entry(Connection still, Connection live) {}

    private Map<String, Object> show(Connection connection, ConnectionQuery asked, Instant now, Set<String> failed) {
        Map<String, Object> fields = connection.fields(now, asked.withAuth(), asked.list());
        for (ConnectionContributor contributor : environment.connectionContributors()) {
            fields = extended(contributor, connection.view(), asked.withAuth(), fields, failed);
        }
        return fields;
    }

    private static Map<String, Object> extended(
            ConnectionContributor contributor,
            SessionView view,
            boolean withAuth,
            Map<String, Object> fields,
            Set<String> failed) {
        var extended = new LinkedHashMap<>(fields);
        try {
            contributor.contribute(view, withAuth, extended);
            return extended;
        } catch (RuntimeException e) {
            String name = contributor.getClass().getName();
            if (failed.add(name)) {
                LOG.error("{} failed to contribute to a connection of connz", name, e);
            }
            return fields;
        }
    }
}
