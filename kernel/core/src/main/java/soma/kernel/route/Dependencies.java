/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.route;

import java.util.Arrays;
import soma.kernel.index.Generations;

/**
 * The stripes of the subjects that a route was compiled from, beside the one that it is kept for, and their generations by
 * then: a subject that is mapped to another goes to whoever subscribes to that one. Confined to a lane.
 */
final class Dependencies {
    private int[] stripes = {};
    private int[] generations = {};
    private boolean complete;

    Dependencies() {}

    /** Adds a stripe, to be called before its subjects are matched; does nothing once the route is compiled. */
    void add(Generations of, int stripe) {
        if (complete) {
            return;
        }
        int count = stripes.length;
        stripes = Arrays.copyOf(stripes, count + 1);
        generations = Arrays.copyOf(generations, count + 1);
        stripes[count] = stripe;
        generations[count] = of.of(stripe);
    }

    /** Says that the route is compiled; what it asks for while it runs is asked anew each time. */
    void complete() {
        complete = true;
    }

    /** Returns whether there are none. */
    boolean isEmpty() {
        return stripes.length == 0;
    }

    /** Returns whether nothing has changed since they were added. */
    boolean areFresh(Generations of) {
        for (int i = 0; i < stripes.length; i++) {
            if (of.of(stripes[i]) != generations[i]) {
                return false;
            }
        }
        return true;
    }
}
