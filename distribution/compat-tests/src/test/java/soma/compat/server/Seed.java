/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.server;

/**
 * The seed of a random test: that of the system property {@code soma.seed}, or a new one; printed, so that a run can be
 * repeated.
 */
public final class Seed {

    private Seed() {}

    public static long choose() {
        long given = Long.getLong("soma.seed", 0);
        long seed = given != 0 ? given : System.nanoTime();
        System.out.println("seed " + seed + " (repeat with -Dsoma.seed=" + seed + ")");
        return seed;
    }
}
