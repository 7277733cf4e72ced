/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.lifecycle;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import soma.kernel.assembly.Assembly;

/** Has plugins hand over their work, once, be it in lame duck mode or at shutdown. Safe for any thread. */
public final class Drain {
    private final Plugins plugins;
    private final AtomicBoolean begun = new AtomicBoolean();

    /** Makes a drain that has not begun. */
    public Drain(Supplier<Assembly> assembly, Logger log) {
        this.plugins = new Plugins(assembly, log);
    }

    /** Drains within a time; does nothing when it was begun before. */
    void run(Duration within) {
        if (begun.compareAndSet(false, true)) {
            plugins.drain(within);
        }
    }
}
