/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.options;

import java.util.function.Supplier;

/** Holds the options in force; a reload swaps them as a whole. Safe for any thread. */
public final class CurrentOptions implements Supplier<CoreOptions> {
    private volatile CoreOptions options;

    /** Makes a holder. */
    public CurrentOptions(CoreOptions options) {
        this.options = options;
    }

    /** Returns the options in force. Ask once per decision: two calls may differ. */
    @Override
    public CoreOptions get() {
        return options;
    }

    /** Puts other options in force. */
    public void set(CoreOptions other) {
        options = other;
    }
}
