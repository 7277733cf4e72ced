/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.memory;

import org.jspecify.annotations.Nullable;
import soma.spi.annotation.Api;
import soma.spi.annotation.HotPath;

/**
 * Keeps chunks for reuse, in four sizes; larger ones are made to measure and freed after use. Each event loop has one.
 * Confined to its loop's thread. A chunk may be recycled into another pool than it came from.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@HotPath
public final class ChunkPool {
    /** The capacity of the largest pooled chunk. */
    public static final int LARGEST = 64 * 1024;

    private static final int[] SIZES = {512, 4 * 1024, 16 * 1024, LARGEST};
    /** How many of each size are kept; bounds what an idle loop holds to about 3.5 MiB. */
    private static final int[] KEPT = {256, 128, 64, 32};

    /** So many chunks are made to last: enough for a quiet server, which then needs no C library. */
    private static final int LASTING = 16;

    private static final int TO_MEASURE = -1;

    private final @Nullable Chunk[] free = new @Nullable Chunk[SIZES.length];
    private final int[] count = new int[SIZES.length];
    private int made;

    /** Makes an empty pool. */
    public ChunkPool() {}

    /** Returns an empty chunk with room for at least that many bytes; the caller owns it. */
    public Chunk take(int atLeast) {
        int sizeClass = sizeClass(atLeast);
        if (sizeClass == TO_MEASURE) {
            return new Chunk(atLeast, TO_MEASURE, false);
        }
        Chunk chunk = free[sizeClass];
        if (chunk == null) {
            return new Chunk(SIZES[sizeClass], sizeClass, made++ < LASTING);
        }
        free[sizeClass] = chunk.next();
        count[sizeClass]--;
        chunk.reset();
        return chunk;
    }

    /** Takes back one chunk, leaving the rest of its chain alone. */
    public void recycle(Chunk chunk) {
        int sizeClass = chunk.sizeClass;
        if (sizeClass == TO_MEASURE || count[sizeClass] >= KEPT[sizeClass]) {
            chunk.free();
            return;
        }
        chunk.next(free[sizeClass]);
        free[sizeClass] = chunk;
        count[sizeClass]++;
    }

    /** Takes back a whole chain. */
    public void recycleChain(@Nullable Chunk head) {
        Chunk chunk = head;
        while (chunk != null) {
            Chunk next = chunk.next();
            recycle(chunk);
            chunk = next;
        }
    }

    /** Frees everything kept. The pool stays usable. */
    public void clear() {
        for (int sizeClass = 0; sizeClass < SIZES.length; sizeClass++) {
            for (Chunk chunk = free[sizeClass]; chunk != null; chunk = chunk.next()) {
                chunk.free();
            }
            free[sizeClass] = null;
            count[sizeClass] = 0;
        }
    }

    private static int sizeClass(int bytes) {
        for (int sizeClass = 0; sizeClass < SIZES.length; sizeClass++) {
            if (bytes <= SIZES[sizeClass]) {
                return sizeClass;
            }
        }
        return TO_MEASURE;
    }
}
