/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.util.function.Supplier;

/** The configuration in force. Safe for any thread. */
final class CurrentConfig implements Supplier<OperatorConfig> {
    private volatile OperatorConfig config = OperatorConfig.OFF;

    @Override
    public OperatorConfig get() {
        return config;
    }

    void set(OperatorConfig other) {
        config = other;
    }
}
