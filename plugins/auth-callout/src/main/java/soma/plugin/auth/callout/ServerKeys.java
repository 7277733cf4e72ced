/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.callout;

import org.jspecify.annotations.Nullable;
import soma.plugin.auth.nkey.api.KeyPair;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;

/**
 * The keys of this server, new on every start: one signs requests, the other one opens sealed answers. Made when first
 * needed, since a server that asks nobody need not wait for them. Safe for any thread; its lock is never held while
 * others are called.
 */
final class ServerKeys {
    private @Nullable KeyPair signing;
    private @Nullable KeyPair curve;

    /** Returns the key that signs; its public half is who this server is to the service. */
    KeyPair signing() {
        synchronized (this) {
            if (signing == null) {
                signing = KeyPair.create(KeyKind.SERVER);
            }
            return signing;
        }
    }

    /** Returns the key that opens. */
    KeyPair curve() {
        synchronized (this) {
            if (curve == null) {
                curve = KeyPair.create(KeyKind.CURVE);
            }
            return curve;
        }
    }
}
