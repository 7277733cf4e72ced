/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import soma.plugin.accounts.api.AccountLimits;

/** Which sessions are in which account. A private lock guards it; nobody is called meanwhile. Safe for any thread. */
final class AccountSessions {
    private static final String LEAF_NODE = "Leafnode";

    private final Map<Long, String> accounts = new HashMap<>();
    private final Map<String, NavigableMap<Long, String>> sessions = new HashMap<>();

    /**
     * Takes a session into an account, out of the one it was in.
     *
     * @param kind the kind of session, as monitoring has it
     * @return false, and nothing is changed, if the account has as many as it may have; one that is in it already may
     * stay
     */
    synchronized boolean enter(long id, String kind, String account, AccountLimits limits) {
        if (account.equals(accounts.get(id))) {
            return true;
        }
        boolean leaf = kind.equals(LEAF_NODE);
        boolean full = isReached(limits.maxConnections(), count(account))
                || (leaf && isReached(limits.maxLeafNodes(), leafNodes(account)));
        if (full) {
            return false;
        }
        leave(id);
        accounts.put(id, account);
        sessions.computeIfAbsent(account, name -> new TreeMap<>()).put(id, kind);
        return true;
    }

    private static boolean isReached(int limit, int count) {
        return limit >= 0 && count >= limit;
    }

    synchronized void leave(long id) {
        String account = accounts.remove(id);
        NavigableMap<Long, String> all = account == null ? null : sessions.get(account);
        if (all != null) {
            all.remove(id);
            if (all.isEmpty()) {
                sessions.remove(account);
            }
        }
    }

    synchronized int count(String account) {
        NavigableMap<Long, String> all = sessions.get(account);
        return all == null ? 0 : all.size();
    }

    private int leafNodes(String account) {
        NavigableMap<Long, String> all = sessions.get(account);
        return all == null
                ? 0
                : (int) all.values().stream().filter(LEAF_NODE::equals).count();
    }

    /** Returns the sessions of an account. */
    synchronized List<Long> of(String account) {
        NavigableMap<Long, String> all = sessions.get(account);
        return all == null ? List.of() : List.copyOf(all.keySet());
    }

    /** Returns the sessions that an account has beyond its limit, which are those that came last. */
    synchronized List<Long> beyond(String account, AccountLimits limits) {
        NavigableMap<Long, String> all = sessions.getOrDefault(account, Collections.emptyNavigableMap());
        int excess = limits.maxConnections() < 0 ? 0 : all.size() - limits.maxConnections();
        return all.descendingMap().keySet().stream().limit(Math.max(0, excess)).toList();
    }
}
