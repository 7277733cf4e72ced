/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.route;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import soma.kernel.index.Generations;
import soma.kernel.lane.Frame;
import soma.kernel.lane.Words;
import soma.spi.annotation.HotPath;
import soma.spi.route.Route;

/** A route that is kept, with the subject it is for and the generations it was compiled in. Confined to its lane. */
@HotPath
public final class CachedRoute {
    private final long hash;
    private final long[] key;
    private final int length;
    private final int stripe;
    private final int all;
    private final int generation;
    private final @Nullable Dependencies others;
    private final Route route;
    private final @Nullable CompiledRoute direct;
    private final byte @Nullable [] mappedTo;
    private int missedAll = -1;
    private int missedGeneration = -1;

    /** What a route was compiled for, and when. */
    record Stamp(
            int stripe, int all, int generation, @Nullable Dependencies others) {
        static Stamp of(Generations generations, MemorySegment memory, long from, int length) {
            int stripe = generations.stripe(memory, from, length);
            return new Stamp(stripe, generations.all(), generations.of(stripe), null);
        }

        /** Returns this stamp for a route that was compiled from other subjects too. */
        Stamp and(Dependencies dependencies) {
            return dependencies.isEmpty() ? this : new Stamp(stripe, all, generation, dependencies);
        }

        /** Returns a stamp for a route that must not be used twice: of a generation that has passed already. */
        Stamp neverFresh() {
            return new Stamp(stripe, all - 1, generation, others);
        }
    }

    CachedRoute(byte[] subject, Stamp stamp, Route route, @Nullable CompiledRoute direct) {
        this.key = Words.of(subject);
        this.length = subject.length;
        this.hash = Words.hash(key, length);
        this.stripe = stamp.stripe();
        this.all = stamp.all();
        this.generation = stamp.generation();
        this.others = stamp.others();
        this.route = route;
        this.direct = direct;
        this.mappedTo = mappedTo(subject, route, direct);
    }

    /** Returns whether this is the route of the frame's subject. */
    boolean isFor(Frame frame) {
        return hash == frame.subjectHash()
                && length == frame.subjectLength()
                && Words.equal(key, length, frame.memory(), frame.subject());
    }

    /** Returns whether nothing has changed since it was compiled. */
    boolean isFresh(Generations generations) {
        return generations.all() == all
                && generations.of(stripe) == generation
                && (others == null || others.areFresh(generations));
    }

    /**
     * Takes note that this route was wanted while stale. Compiling again pays off only if the subject comes again before the
     * next change.
     *
     * @return whether it was wanted before in this state of the index
     */
    boolean missedBefore(Generations generations) {
        int nowAll = generations.all();
        int now = generations.of(stripe);
        boolean before = nowAll == missedAll && now == missedGeneration;
        missedAll = nowAll;
        missedGeneration = now;
        return before;
    }

    /** Returns the bytes of the subject that messages go to or are kept from, if that is another than they are sent to. */
    public byte @Nullable [] mappedTo() {
        return mappedTo;
    }

    private static byte @Nullable [] mappedTo(byte[] subject, Route route, @Nullable CompiledRoute direct) {
        if (direct != null) {
            return direct.isRedirected() ? direct.subject() : null;
        }
        if (route instanceof AdmissionCompiler.DeniedRoute denied
                && !denied.subject().equals(new String(subject, StandardCharsets.UTF_8))) {
            return denied.subject().getBytes(StandardCharsets.UTF_8);
        }
        return null;
    }

    /** Returns how many subscriptions it leads to; 0 if something is wrapped around it. */
    int fanout() {
        return direct == null ? 0 : direct.fanout();
    }

    long hash() {
        return hash;
    }

    Route route() {
        return route;
    }

    /** Returns the route if it is the index's own answer, which takes frames; null if something is wrapped around it. */
    @Nullable
    CompiledRoute direct() {
        return direct;
    }
}
