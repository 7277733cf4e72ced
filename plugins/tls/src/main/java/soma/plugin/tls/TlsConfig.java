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
 * @param ocsp        how authorities are asked whether certificates hold
 */
record TlsConfig(Map<Place, TlsBlock> blocks, boolean allowsPlain, OcspConfig ocsp) {
    /** What an empty configuration says. */
    static final TlsConfig NONE = new TlsConfig(Map.of(), false, OcspConfig.USUAL);

    TlsConfig {
        var copy = new EnumMap<Place, TlsBlock>(Place.class);
        copy.putAll(blocks);
        blocks = java.util.Collections.unmodifiableMap(copy);
    }

    Optional<TlsBlock> block(Place place) {
        return Optional.ofNullable(blocks.get(place));
    }

    /** Returns whether authorities are asked about certificates of peers anywhere. */
    boolean checksPeers() {
        return blocks.values().stream()
                .anyMatch(block -> block.peer().revocation().isPresent());
    }
}
