/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.callout;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import soma.plugin.auth.nkey.api.KeyPair;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;

/**
 * The keys of this server, new on every start: one signs requests and is who the server is, the other one opens sealed
 * answers. Made when first needed, since a server that asks nobody need not wait for them. Safe for any thread.
 */
final class ServerKeys {
    private final AtomicReference<@Nullable KeyPair> signing = new AtomicReference<>();
    private final AtomicReference<@Nullable KeyPair> curve = new AtomicReference<>();

    /**
     * Returns the key that signs; its public half is who this server is to the service, and to everybody if a service is to be
     * asked from the start on.
     */
    KeyPair signing() {
        return made(signing, KeyKind.SERVER);
    }

    /** Returns the key that opens. */
    KeyPair curve() {
        return made(curve, KeyKind.CURVE);
    }

    /** Returns the key, making it if it is not there; of two that were made at a time the first one counts. */
    private static KeyPair made(AtomicReference<@Nullable KeyPair> place, KeyKind kind) {
        KeyPair there = place.get();
        if (there != null) {
            return there;
        }
        KeyPair mine = KeyPair.create(kind);
        KeyPair first = place.compareAndExchange(null, mine);
        return first == null ? mine : first;
    }
}
