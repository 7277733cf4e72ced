/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.oidc;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** Where keys may be fetched from: nobody must be able to change them on the way. */
final class Urls {
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

    private Urls() {}

    /**
     * Returns the address.
     *
     * @throws IllegalArgumentException if keys must not be fetched there
     */
    static URI checked(String text) {
        URI uri = URI.create(text);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        boolean safe = scheme.equals("https") || (scheme.equals("http") && HERE.contains(host));
        if (host.isEmpty() || !safe || uri.getUserInfo() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" (expected: an address that begins with https://, or with http://localhost)");
        }
        return uri;
    }
}
