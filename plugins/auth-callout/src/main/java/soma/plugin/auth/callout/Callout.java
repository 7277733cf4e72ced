/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.callout;

/**
 * A service that judges users, as it is in force for one login.
 *
 * @param account  the account in which it listens
 * @param subject  the subject of requests to it: whom it acts for
 * @param xkey     the public key for which requests are sealed; empty to send them in the clear
 * @param placing  whose users it may make, and where they go
 */
record Callout(String account, String subject, String xkey, Placing placing) {
    /** Returns whether requests are sealed. */
    boolean isSealed() {
        return !xkey.isEmpty();
    }
}
