/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import soma.plugin.auth.permissions.api.PermissionRules.Responses;
import soma.spi.annotation.HotPath;
import soma.spi.auth.Authorization;
import soma.spi.auth.Authorization.ReplyGrants;
import soma.spi.auth.Authorization.Verdict;
import soma.spi.message.Message;

/**
 * The requests that one connection may answer. Safe for any thread. What has expired goes with the next request, and when
 * requests are many and long the oldest ones go before their time, so that the peers who ask cannot fill the memory.
 */
@HotPath
final class ReplyTable implements ReplyGrants {
    /** How many bytes may be remembered, by a rough reckoning. */
    static final long MOST = 1L << 24;

    private static final long OVERHEAD = 128;

    private final Authorization authorization;
    private final int max;
    private final long expires;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Grant> grants = new LinkedHashMap<>();
    private long weight;

    private static final class Grant {
        private final long since;
        private int used;

        private Grant(long since) {
            this.since = since;
        }
    }

    ReplyTable(Authorization authorization, Responses responses, InstantSource clock) {
        this.authorization = authorization;
        this.max = responses.max();
        this.expires = millis(responses.expires());
        this.clock = clock;
    }

    /** Returns a duration in milliseconds, one at least; for one without end, -1. */
    private static long millis(Duration duration) {
        return duration.isNegative() ? -1 : Math.max(1, duration.toMillis());
    }

    @Override
    public void requestDelivered(Message message) {
        if (message.reply().isEmpty() || authorization.mayPublish(message.reply()) == Verdict.YES) {
            return;
        }
        String reply = message.reply().toString();
        long now = clock.millis();
        lock.lock();
        try {
            forget(reply); // so that it comes last: the table is in the order of time
            grants.put(reply, new Grant(now));
            weight += weight(reply);
            prune(now);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean use(String subject) {
        long now = clock.millis();
        lock.lock();
        try {
            Grant grant = grants.get(subject);
            if (grant == null) {
                return false;
            }
            boolean granted = !isExpired(grant, now);
            grant.used++;
            if (!granted || grant.used == max) {
                forget(subject);
            }
            return granted;
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many requests are remembered. */
    int size() {
        lock.lock();
        try {
            return grants.size();
        } finally {
            lock.unlock();
        }
    }

    private void prune(long now) {
        Iterator<Map.Entry<String, Grant>> oldest = grants.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<String, Grant> entry = oldest.next();
            if (weight <= MOST && !isExpired(entry.getValue(), now)) {
                return;
            }
            weight -= weight(entry.getKey());
            oldest.remove();
        }
    }

    private void forget(String reply) {
        if (grants.remove(reply) != null) {
            weight -= weight(reply);
        }
    }

    private boolean isExpired(Grant grant, long now) {
        return expires >= 0 && now - grant.since > expires;
    }

    private static long weight(String reply) {
        return OVERHEAD + reply.length();
    }
}
