/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.server;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for conditions outside this JVM, which nobody can notify us of, by asking again until a deadline. */
public final class Await {

    private static final long PAUSE_NANOS = 2_000_000;

    private Await() {}

    /**
     * Returns once {@code condition} holds; fails with {@code what} and {@code detail} when it does not within {@code
     * limit}.
     */
    public static void until(String what, Duration limit, BooleanSupplier condition, Supplier<String> detail) {
        if (!holdsWithin(limit, condition)) {
            throw new AssertionError("waited " + limit.toMillis() + " ms in vain until " + what + "\n" + detail.get());
        }
    }

    public static void until(String what, Duration limit, BooleanSupplier condition) {
        until(what, limit, condition, () -> "");
    }

    /** Whether {@code condition} came true within {@code limit}. */
    public static boolean holdsWithin(Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return true;
    }
}
