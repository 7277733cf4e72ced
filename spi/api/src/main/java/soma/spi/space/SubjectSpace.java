/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.space;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import soma.spi.annotation.Api;
import soma.spi.annotation.HotPath;
import soma.spi.message.Message;
import soma.spi.route.Interest;

/**
 * An isolated world of subjects. The kernel starts with one; plugins may ask for more and give them meaning (an account, a
 * tenant). Nothing crosses from one space to another unless a plugin republishes it there.
 *
 * <p>Safe for any thread. Lives as long as the server.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public interface SubjectSpace {
    /** Returns the name, unique in the server. */
    String name();

    /**
     * Adds a subscription; does nothing when it is there already. Every publish that happens after the return of this
     * method is routed with it.
     *
     * @throws IllegalArgumentException if the subject is not {@linkplain soma.spi.subject.Subjects#isSubscribable
     *     subscribable}
     */
    void add(Subscription subscription);

    /** Removes and closes a subscription; does nothing when it is not there. */
    void remove(Subscription subscription);

    /** Records what a relay wants, in place of an interest of the same relay, subject, queue and behalf. */
    void addInterest(Interest interest);

    /** Forgets the interest of the same relay, subject, queue and behalf; does nothing when there is none. */
    void removeInterest(Interest interest);

    /**
     * Has a listener told of everything that is there and then of every change, in order.
     *
     * @return closes to stop it
     */
    Registration listen(InterestListener listener);

    /**
     * Routes a message on behalf of no participant: no permissions apply, and route compilers see
     * {@link soma.spi.route.RouteCompiler.Question#ingress()} as false.
     *
     * @return an {@link soma.spi.route.Outcome}
     */
    @HotPath
    int publish(Message message);

    /** Returns whether a message on the literal subject would reach anyone known here. */
    boolean hasInterest(String literal);

    /** Returns how many subscriptions there are. */
    int subscriptions();

    /** Calls back for every subscription there is now, in no order. Changes wait only while the list is taken. */
    void forEach(Consumer<Subscription> action);

    /** Returns what the index and the routes of this space have gone through; numbers may be a little behind. */
    Statistics statistics();

    /** Has all routes compiled again, because something that route compilers depend on has changed. */
    void invalidateRoutes();

    /**
     * What a space has gone through since it was made.
     *
     * @param subscriptions how many subscriptions there are
     * @param inserts       how many were added
     * @param removes       how many were removed
     * @param matches       how many messages asked for a route
     * @param hits          how many of these found it compiled
     * @param routes        how many compiled routes are kept
     * @param maxFanout     how many subscriptions the widest of these routes leads to
     * @param totalFanout   how many all of these lead to together
     */
    record Statistics(
            long subscriptions,
            long inserts,
            long removes,
            long matches,
            long hits,
            long routes,
            int maxFanout,
            long totalFanout) {
        /** Nothing at all: the numbers of a space that has not been used. */
        public static final Statistics NONE = new Statistics(0, 0, 0, 0, 0, 0, 0, 0);

        /** Returns these and other numbers. */
        public Statistics plus(Statistics other) {
            return new Statistics(
                    subscriptions + other.subscriptions,
                    inserts + other.inserts,
                    removes + other.removes,
                    matches + other.matches,
                    hits + other.hits,
                    routes + other.routes,
                    Math.max(maxFanout, other.maxFanout),
                    totalFanout + other.totalFanout);
        }

        /** Returns these numbers under their names in monitoring. */
        public Map<String, Object> describe() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("num_subscriptions", subscriptions);
            fields.put("num_cache", routes);
            fields.put("num_inserts", inserts);
            fields.put("num_removes", removes);
            fields.put("num_matches", matches);
            fields.put("cache_hit_rate", matches == 0 ? 0.0 : (double) hits / matches);
            fields.put("max_fanout", maxFanout);
            fields.put("avg_fanout", routes == 0 ? 0.0 : (double) totalFanout / routes);
            return fields;
        }
    }

    /** Ends what was registered; closing twice does nothing. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
