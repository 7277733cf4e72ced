/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import soma.spi.auth.Authorization;
import soma.spi.auth.Authorization.Verdict;
import soma.spi.message.QueueScope;
import soma.spi.route.Origin.Scope;
import soma.spi.route.Relay.Rank;
import soma.spi.subject.Subjects;

/** A router that decides about every message again by looking at everything there is. Confined to one thread. */
final class Model {
    private final List<Wish> wishes = new ArrayList<>();

    /** Someone with subscriptions: a client, or a plugin, which may everything and has no echo rule. */
    static final class Party {
        final String name;
        final String space;
        final Authorization authorization;
        final boolean echo;
        final Set<String> grants = new HashSet<>();

        Party(String name, String space, Authorization authorization, boolean echo) {
            this.name = name;
            this.space = space;
            this.authorization = authorization;
            this.echo = echo;
        }
    }

    /** One subscription, or one interest of a relay: then there is a rule in place of limits and permissions. */
    static final class Wish {
        final Party party;
        final String id;
        final String pattern;
        final @Nullable String queue;
        final @Nullable RelayRule rule;
        int delivered;
        int max;

        Wish(Party party, String id, String pattern, @Nullable String queue, @Nullable RelayRule rule) {
            this.party = party;
            this.id = id;
            this.pattern = pattern;
            this.queue = queue;
            this.rule = rule;
        }

        /** What shows in the record of deliveries that this wish was served. */
        String key() {
            return rule == null ? party.name + "." + id : party.name + (queue == null ? "" : "[" + queue + "]");
        }
    }

    /** What a relay says of messages from each scope. */
    record RelayRule(Set<Scope> accepted, Map<Scope, Rank> ranks) {}

    /**
     * A message.
     *
     * @param source who publishes; null for a plugin that publishes straight into the space
     */
    record Publication(
            String space, @Nullable Party source, String subject, String reply, Scope from, QueueScope queues) {}

    /**
     * What must become of a message.
     *
     * @param plain  who must get it
     * @param groups of each queue group, those one of whom must get it
     */
    record Decision(boolean denied, Set<String> plain, Map<String, Set<String>> groups) {
        boolean reachesNobody() {
            return plain.isEmpty() && groups.isEmpty();
        }
    }

    List<Wish> wishes() {
        return wishes;
    }

    Decision decide(Publication message) {
        if (isDenied(message)) {
            return new Decision(true, Set.of(), Map.of());
        }
        Set<String> plain = new TreeSet<>();
        Map<String, Map<Rank, Set<String>>> ranked = new TreeMap<>();
        for (Wish wish : wishes) {
            Rank rank = rank(wish, message);
            if (rank == Rank.NEVER) {
                continue;
            }
            if (wish.queue == null) {
                plain.add(wish.key());
            } else if (message.queues.includes(wish.queue)) {
                ranked.computeIfAbsent(wish.queue, q -> new HashMap<>())
                        .computeIfAbsent(rank, r -> new TreeSet<>())
                        .add(wish.key());
            }
        }
        Map<String, Set<String>> groups = new TreeMap<>();
        ranked.forEach((queue, members) -> {
            Rank best = members.keySet().stream().min(Rank::compareTo).orElseThrow();
            groups.put(queue, members.get(best));
        });
        return new Decision(false, plain, groups);
    }

    private static boolean isDenied(Publication message) {
        Party source = message.source;
        if (source == null) {
            return false;
        }
        Verdict verdict = source.authorization.mayPublish(message.subject);
        return verdict == Verdict.NO || verdict == Verdict.IF_GRANTED && !source.grants.remove(message.subject);
    }

    /** Returns how readily a wish is served; a plain one if at all. */
    private static Rank rank(Wish wish, Publication message) {
        if (!wish.party.space.equals(message.space) || !Subjects.matches(wish.pattern, message.subject)) {
            return Rank.NEVER;
        }
        RelayRule rule = wish.rule;
        if (rule != null) {
            boolean accepted = rule.accepted.contains(message.from);
            return wish.queue != null ? rule.ranks.get(message.from) : accepted ? Rank.PEER : Rank.NEVER;
        }
        boolean echo = message.source == wish.party && !wish.party.echo;
        boolean full = wish.max > 0 && wish.delivered >= wish.max;
        boolean allowed = wish.party.authorization.mayReceive(message.subject, wish.queue);
        return echo || full || !allowed ? Rank.NEVER : Rank.PEER;
    }

    /** Returns the ids of a party's own plain subscriptions to a subject. */
    Set<String> plainIdsOf(Party party, String subject) {
        Set<String> ids = new TreeSet<>();
        for (Wish wish : wishes) {
            if (wish.party == party && wish.queue == null && Subjects.matches(wish.pattern, subject)) {
                ids.add(wish.id);
            }
        }
        return ids;
    }

    /** Takes note that a subscription was served. */
    void served(String key, Publication message) {
        for (Wish wish : List.copyOf(wishes)) {
            if (wish.rule == null && wish.key().equals(key)) {
                wish.delivered++;
                if (!message.reply.isEmpty() && wish.party.authorization.openReplyGrants() != null) {
                    wish.party.grants.add(message.reply);
                }
                if (wish.max > 0 && wish.delivered >= wish.max) {
                    wishes.remove(wish);
                }
            }
        }
    }
}
