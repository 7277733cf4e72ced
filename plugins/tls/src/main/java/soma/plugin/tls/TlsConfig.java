/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that the configuration says about TLS.
 *
 * @param blocks      what holds for each listener that has TLS
 * @param allowsPlain whether clients may stay in the clear
 * @param stapling    whether proof is sent that the server's certificate holds
 */
record TlsConfig(Map<Place, TlsBlock> blocks, boolean allowsPlain, Stapling stapling) {
    /** What an empty configuration says. */
    static final TlsConfig NONE = new TlsConfig(Map.of(), false, Stapling.AUTO);

    TlsConfig {
        var copy = new EnumMap<Place, TlsBlock>(Place.class);
        copy.putAll(blocks);
        blocks = java.util.Collections.unmodifiableMap(copy);
    }

    Optional<TlsBlock> block(Place place) {
        return Optional.ofNullable(blocks.get(place));
    }
}
