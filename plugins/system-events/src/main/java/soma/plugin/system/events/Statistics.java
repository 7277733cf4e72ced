/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.system.events;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import soma.plugin.reports.api.AboutServer;
import soma.spi.protocol.SessionView;
import soma.spi.server.Server;

/** The server's own numbers, told from time to time to whoever listens. Runs on the worker of events. */
final class Statistics {
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration USUAL = Duration.ofSeconds(10);
    private static final Duration APART = Duration.ofSeconds(1);

    private final Server server;
    private final SystemAccount system;
    private final AboutServer about;
    private final Mailbox mailbox;
    private final String subject;
    private Instant lastTold = Instant.EPOCH;

    Statistics(Server server, SystemAccount system, AboutServer about, Mailbox mailbox) {
        this.server = server;
        this.system = system;
        this.about = about;
        this.mailbox = mailbox;
        this.subject = "$SYS.SERVER." + server.id() + ".STATSZ";
    }

    /** Begins: soon after the start it is told often, then every ten seconds. */
    void start() {
        later(FIRST);
    }

    private void later(Duration delay) {
        mailbox.addLater(delay, () -> {
            tell();
            Duration twice = delay.multipliedBy(2);
            later(twice.compareTo(USUAL) < 0 ? twice : USUAL);
        });
    }

    private void tell() {
        if (system.isHeard(subject)) {
            lastTold = server.clock().instant();
            system.publish(subject, message());
        }
    }

    /** Tells it now. */
    void tellNow() {
        mailbox.add(this::tell);
    }

    /** Tells it again since something has changed, at once or when the last time is a second ago. */
    void changed() {
        mailbox.add(() -> {
            Duration left = Duration.between(server.clock().instant(), lastTold.plus(APART));
            if (left.isPositive()) {
                mailbox.addLater(left, this::tell);
            } else {
                tell();
            }
        });
    }

    /** Returns the message. */
    Map<String, Object> message() {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("server", about.next());
        message.put("statsz", numbers(server.report("varz", Map.of())));
        return message;
    }

    private Map<String, Object> numbers(Map<String, Object> varz) {
        Map<String, Object> numbers = new LinkedHashMap<>();
        for (String name : new String[] {"start", "mem", "cores", "cpu", "connections", "total_connections"}) {
            copy(varz, name, numbers, name);
        }
        numbers.put("active_accounts", activeAccounts());
        copy(varz, "subscriptions", numbers, "subscriptions");
        numbers.put("sent", traffic(varz, "out_msgs", "out_bytes"));
        numbers.put("sent_to_clients", traffic(varz, "out_client_msgs", "out_client_bytes"));
        numbers.put("received", traffic(varz, "in_msgs", "in_bytes"));
        numbers.put("received_from_clients", traffic(varz, "in_client_msgs", "in_client_bytes"));
        copy(varz, "slow_consumers", numbers, "slow_consumers");
        counted(varz, "slow_consumers", "slow_consumer_stats", numbers);
        counted(varz, "stale_connections", "stale_connection_stats", numbers);
        if (varz.get("stalled_clients") instanceof Number stalled && stalled.longValue() > 0) {
            numbers.put("stalled_clients", stalled);
        }
        numbers.put("active_servers", 1);
        copy(varz, "gomaxprocs", numbers, "gomaxprocs");
        return numbers;
    }

    /** What has never happened is not told. */
    private static void counted(Map<String, Object> varz, String count, String parts, Map<String, Object> numbers) {
        if (varz.get(count) instanceof Number number && number.longValue() > 0) {
            copy(varz, count, numbers, count);
            copy(varz, parts, numbers, parts);
        }
    }

    private static void copy(Map<String, Object> from, String name, Map<String, Object> to, String as) {
        @Nullable Object value = from.get(name);
        if (value != null) {
            to.put(as, value);
        }
    }

    private static Map<String, Object> traffic(Map<String, Object> varz, String messages, String bytes) {
        Map<String, Object> traffic = new LinkedHashMap<>();
        copy(varz, messages, traffic, "msgs");
        copy(varz, bytes, traffic, "bytes");
        return traffic;
    }

    private int activeAccounts() {
        Set<String> active = ConcurrentHashMap.newKeySet();
        server.sessions().forEach(session -> {
            SessionView view = session.view();
            if (!view.space().isEmpty()) {
                active.add(view.space());
            }
        });
        return active.size();
    }
}
