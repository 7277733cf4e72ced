/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.route;

/**
 * How compiled routes are used.
 *
 * @param lookups     how often one was looked for
 * @param hits        how often it was there
 * @param kept        how many are kept now
 * @param widest      how many subscriptions the widest of these leads to
 * @param totalFanout how many all of these lead to together
 */
public record RouteUse(long lookups, long hits, long kept, int widest, long totalFanout) {
    /** Nothing kept and nothing looked for. */
    public static final RouteUse NONE = new RouteUse(0, 0, 0, 0, 0);

    /** Returns this and other use. */
    public RouteUse plus(RouteUse other) {
        return new RouteUse(
                lookups + other.lookups,
                hits + other.hits,
                kept + other.kept,
                Math.max(widest, other.widest),
                totalFanout + other.totalFanout);
    }

    /** Returns what remains of this use when its routes are forgotten. */
    public RouteUse ended() {
        return new RouteUse(lookups, hits, 0, 0, 0);
    }
}
