/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.lifecycle;

import java.time.Duration;

/** Waits, unless the server shuts down meanwhile. */
@FunctionalInterface
public interface Pause {
    /**
     * Waits.
     *
     * @return whether the time has passed; false when the server shuts down
     */
    boolean await(Duration time) throws InterruptedException;
}
