/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import soma.spi.protocol.SessionView;
import soma.spi.report.ReportContributor;
import soma.spi.server.Sessions.ClosedSession;

/** The document {@code connz}: connections, sorted, filtered and paged as nats-server does. */
public final class ConnzCore implements ReportContributor {
    private static final int DEFAULT_LIMIT = 1024;

    /** The kinds of connection that this document lists, in the words of monitoring. */
    private static final Set<String> KINDS = Set.of("Client", "Leafnode");

    private static final String DEFAULT_SPACE = "$G";

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

    private enum State {
        OPEN,
        CLOSED,
        ALL
    }

    @Override
    public void contribute(Map<String, String> query, Map<String, Object> connz) {
        var parameters = new Query(query);
        Instant now = environment.clock().instant();
        State state = state(parameters.text("state"));
        Comparator<Connection> order = order(parameters.text("sort"), state, now);
        boolean withAuth = parameters.flag("auth");
        int offset = Math.max(0, parameters.integer("offset", 0));
        int limit = parameters.number("cid") > 0 ? 1 : limit(parameters);

        List<Connection> found = find(state, parameters);
        sort(found, order);
        List<Map<String, Object>> page = found.stream()
                .skip(offset)
                .limit(limit)
                .map(connection -> connection.fields(now, DEFAULT_SPACE, withAuth))
                .toList();
        connz.put("server_id", environment.facts().id());
        connz.put("now", GoTime.format(now));
        connz.put("num_connections", page.size());
        connz.put("total", found.size());
        connz.put("offset", offset);
        connz.put("limit", limit);
        connz.put("connections", page);
    }

    /** Sorts connections whose numbers go on changing meanwhile, which a sort may notice and refuse. */
    private static void sort(List<Connection> connections, Comparator<Connection> order) {
        connections.sort(Comparator.comparingLong(c -> c.view().identity().id()));
        connections.replaceAll(Connection::frozen);
        connections.sort(order);
    }

    static int limit(Query parameters) {
        int limit = parameters.integer("limit", DEFAULT_LIMIT);
        return limit <= 0 ? DEFAULT_LIMIT : limit;
    }

    private static State state(String text) {
        return switch (text) {
            case "", "open" -> State.OPEN;
            case "closed" -> State.CLOSED;
            case "any", "all" -> State.ALL;
            default -> throw new IllegalArgumentException("Error decoding state for " + text);
        };
    }

    private List<Connection> find(State state, Query parameters) {
        long id = parameters.number("cid");
        String user = parameters.text("user");
        String space = parameters.text("acc");
        var found = new ArrayList<Connection>();
        if (state != State.CLOSED) {
            environment.sessions().forEach(session -> found.add(new Connection(session.view(), null)));
        }
        if (state != State.OPEN) {
            for (ClosedSession closed : environment.sessions().closed()) {
                found.add(new Connection(closed.session(), closed));
            }
        }
        found.removeIf(connection -> {
            SessionView view = connection.view();
            return !KINDS.contains(view.identity().kind())
                    || (id > 0 && view.identity().id() != id)
                    || (!user.isEmpty() && !view.identity().user().equals(user))
                    || (!space.isEmpty() && !view.space().equals(space));
        });
        return found;
    }

    private static Comparator<Connection> order(String sort, State state, Instant now) {
        return switch (sort) {
            case "", "cid", "start" -> ascending(c -> c.view().identity().id());
            case "subs" -> descending(c -> c.view().subscriptions());
            case "pending" -> descending(c -> c.view().pendingBytes());
            case "msgs_to", "out_msgs" -> descending(c -> c.view().messagesOut());
            case "msgs_from", "in_msgs" -> descending(c -> c.view().messagesIn());
            case "bytes_to", "out_bytes" -> descending(c -> c.view().bytesOut());
            case "bytes_from", "in_bytes" -> descending(c -> c.view().bytesIn());
            case "last" ->
                Comparator.comparing((Connection c) -> c.view().lastActivity()).reversed();
            case "idle" -> descending(c -> c.idle(now).toMillis());
            case "rtt" -> descending(c -> c.view().rtt().toNanos());
            case "uptime" -> ascending(c -> c.uptime(now).toMillis());
            case "stop" -> {
                needClosed(state, "stop");
                yield Comparator.comparing((Connection c) -> c.end(now)).reversed();
            }
            case "reason" -> {
                needClosed(state, "reason");
                yield Comparator.comparing(Connection::reason);
            }
            default -> throw new IllegalArgumentException("invalid sorting option: " + sort);
        };
    }

    private static void needClosed(State state, String sort) {
        if (state != State.CLOSED) {
            throw new IllegalArgumentException("sort by " + sort + " only valid on closed connections");
        }
    }

    private static Comparator<Connection> ascending(ToLongFunction<Connection> key) {
        return Comparator.comparingLong(key);
    }

    private static Comparator<Connection> descending(ToLongFunction<Connection> key) {
        return Comparator.comparingLong(key).reversed();
    }
}
