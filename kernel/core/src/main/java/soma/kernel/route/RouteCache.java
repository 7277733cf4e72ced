/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.route;

import org.jspecify.annotations.Nullable;
import soma.kernel.index.Generations;
import soma.kernel.lane.Frame;
import soma.spi.annotation.HotPath;

/**
 * Keeps routes of the subjects that come again. A doorkeeper remembers the hashes of subjects seen once, so that subjects
 * which never come back, such as inboxes, push nothing out and cost no compilation. Confined to its lane.
 */
@HotPath
final class RouteCache {
    private static final int FIRST = 64;
    private static final int MOST = 16_384;

    /** How many places are looked at with each route that is put in. */
    private static final int SWEPT = 8;

    private @Nullable CachedRoute[] slots = new CachedRoute[FIRST];
    private long[] seen = new long[FIRST];
    private int evictions;
    private int coin;
    private int swept;
    private long lookups;
    private long hits;

    /** Returns the route kept for the frame's subject, fresh or not; null if there is none. */
    @Nullable
    CachedRoute find(Frame frame) {
        lookups++;
        int at = (int) frame.subjectHash() & slots.length - 1;
        CachedRoute first = slots[at];
        if (first != null && first.isFor(frame)) {
            hits++;
            return first;
        }
        CachedRoute second = slots[at ^ 1];
        if (second == null || !second.isFor(frame)) {
            return null;
        }
        hits++;
        return second;
    }

    /** Returns what it holds and how it was used. Any thread may call this and see numbers that are a little behind. */
    RouteUse use(Generations generations) {
        long kept = 0;
        int widest = 0;
        long all = 0;
        for (CachedRoute route : slots) {
            if (route != null && route.isFresh(generations)) {
                kept++;
                widest = Math.max(widest, route.fanout());
                all += route.fanout();
            }
        }
        return new RouteUse(lookups, hits, kept, widest, all);
    }

    /**
     * Returns whether a subject with that hash was seen before, and remembers it. Of two subjects that would be remembered
     * in the same place a coin decides which one is, or they would keep each other from ever being known.
     */
    boolean seenBefore(long hash) {
        int at = (int) (hash >>> 20) & (seen.length - 1);
        if (seen[at] == hash) {
            return true;
        }
        coin = coin * 1_103_515_245 + 12_345;
        if (seen[at] == 0 || (coin & 0x10000) != 0) {
            seen[at] = hash;
        }
        return false;
    }

    /**
     * Returns whether a route of a subject with that hash is worth compiling: it would push out none that is still good. Now
     * and then it may push one out all the same, or subjects that once filled the cache would keep it for ever.
     */
    boolean hasRoomFor(long hash, Generations generations) {
        int at = (int) hash & slots.length - 1;
        if (isFree(slots[at], hash, generations) || isFree(slots[at ^ 1], hash, generations)) {
            return true;
        }
        coin = coin * 1_103_515_245 + 12_345;
        return slots.length < MOST || (coin & 0xF0000) == 0;
    }

    private static boolean isFree(@Nullable CachedRoute route, long hash, Generations generations) {
        return route == null || route.hash() == hash || !route.isFresh(generations);
    }

    /** Keeps a route in place of an older one of the same subject, else of one that is stale, else of one of two. */
    void put(CachedRoute route, Generations generations) {
        int at = (int) route.hash() & slots.length - 1;
        CachedRoute old = slots[at];
        if (old != null && old.hash() != route.hash() && old.isFresh(generations)) {
            CachedRoute other = slots[at ^ 1];
            at ^= 1;
            if (other != null && other.hash() != route.hash() && other.isFresh(generations)) {
                evict();
                at = (int) route.hash() & slots.length - 1;
            }
        }
        slots[at] = route;
        sweep(generations);
    }

    /**
     * Lets go of stale routes, a few with each one put in: they hold on to connections that may have ended long ago, and
     * their subjects may never come again.
     */
    private void sweep(Generations generations) {
        for (int i = 0; i < SWEPT; i++) {
            swept = (swept + 1) & (slots.length - 1);
            CachedRoute route = slots[swept];
            if (route != null && !route.isFresh(generations)) {
                slots[swept] = null;
            }
        }
    }

    /** Pushes out a route that was worth keeping: a sign that the cache is too small. */
    private void evict() {
        if (++evictions < slots.length / 4 || slots.length == MOST) {
            return;
        }
        evictions = 0;
        @Nullable CachedRoute[] old = slots;
        slots = new CachedRoute[old.length * 4];
        seen = new long[old.length * 4];
        for (CachedRoute route : old) {
            if (route != null) {
                slots[(int) route.hash() & slots.length - 1] = route;
            }
        }
    }
}
