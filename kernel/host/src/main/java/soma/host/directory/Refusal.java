/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.host.directory;

/** Thrown inside this package when a plugin cannot be used; ends as one line in the inventory. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;
    private final String remedy;

    Refusal(String reason, String remedy) {
        super(reason, null, false, false);
        this.reason = reason;
        this.remedy = remedy;
    }

    String reason() {
        return reason;
    }

    String remedy() {
        return remedy;
    }
}
