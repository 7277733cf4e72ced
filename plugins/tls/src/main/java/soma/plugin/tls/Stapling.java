/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

/** Whether a server sends proof, signed by its authority, that its certificate still holds. */
enum Stapling {
    /** For certificates that demand it. */
    AUTO,
    /** For all certificates, and the server ends when one of them is revoked. */
    ALWAYS,
    /** For certificates that demand it, and the server ends when one of these is revoked. */
    MUST,
    /** Not at all. */
    NEVER;

    /** Returns whether a certificate, which may demand it, is to be sent with proof. */
    boolean concerns(boolean demanded) {
        return this == ALWAYS || (demanded && this != NEVER);
    }

    /** Returns whether the server ends when a certificate that is sent with proof does not hold any more. */
    boolean endsServer() {
        return this == ALWAYS || this == MUST;
    }
}
