/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.oidc;

import com.nimbusds.jose.jwk.JWKSet;

/** Where the keys of a provider come from. */
@FunctionalInterface
interface KeySource extends AutoCloseable {
    /** Fetches the keys, which takes its time. */
    JWKSet fetch() throws ProviderException;

    @Override
    default void close() {}
}
