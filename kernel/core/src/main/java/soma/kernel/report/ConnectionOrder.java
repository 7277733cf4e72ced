/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.report;

import java.time.Instant;
import java.util.Comparator;
import java.util.function.ToLongFunction;

/** In which order connections are listed, by the names that monitoring has for it. */
final class ConnectionOrder {
    private ConnectionOrder() {}

    /**
     * Returns an order.
     *
     * @param onlyClosed whether all connections of the list are closed ones
     * @throws IllegalArgumentException if there is no such order, or none for open connections
     */
    static Comparator<Connection> of(String sort, boolean onlyClosed, Instant now) {
        return switch (sort) {
            case "", "cid", "start" -> Comparator.comparingLong(Connection::id);
            case "subs" -> descending(c -> c.view().subscriptions());
            case "pending" -> descending(c -> c.view().pendingBytes());
            case "msgs_to" -> descending(c -> c.view().messagesOut());
            case "msgs_from" -> descending(c -> c.view().messagesIn());
            case "bytes_to" -> descending(c -> c.view().bytesOut());
            case "bytes_from" -> descending(c -> c.view().bytesIn());
            case "last" ->
                Comparator.comparing((Connection c) -> c.view().lastActivity()).reversed();
            case "idle" -> descending(c -> c.idle(now).toMillis());
            case "rtt" -> descending(c -> c.view().rtt().toNanos());
            case "uptime" -> Comparator.comparingLong(c -> c.uptime(now).toMillis());
            case "stop" -> {
                needClosed(onlyClosed, "stop");
                yield Comparator.comparing((Connection c) -> c.end(now)).reversed();
            }
            case "reason" -> {
                needClosed(onlyClosed, "reason");
                yield Comparator.comparing(Connection::reason);
            }
            default -> throw new IllegalArgumentException("invalid sorting option: " + sort);
        };
    }

    private static void needClosed(boolean onlyClosed, String sort) {
        if (!onlyClosed) {
            throw new IllegalArgumentException("sort by " + sort + " only valid on closed connections");
        }
    }

    private static Comparator<Connection> descending(ToLongFunction<Connection> key) {
        return Comparator.comparingLong(key).reversed();
    }
}
