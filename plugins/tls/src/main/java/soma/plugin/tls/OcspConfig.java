/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the configuration says of asking authorities.
 *
 * @param mode      whether proof is sent that the server's certificates hold
 * @param addresses whom to ask about these; empty for those that the certificates name
 * @param store     the folder that keeps proof over a restart, if the server stores anything
 * @param cache     how answers about certificates of peers are kept
 */
record OcspConfig(Stapling mode, List<String> addresses, Optional<Path> store, Cache cache) {
    /** What an empty configuration says. */
    static final OcspConfig USUAL = new OcspConfig(Stapling.AUTO, List.of(), Optional.empty(), Cache.USUAL);

    OcspConfig {
        addresses = List.copyOf(addresses);
    }

    /** Returns whether proof about the server's certificates is got and sent in the same way. */
    boolean staplesAs(OcspConfig other) {
        return mode == other.mode && addresses.equals(other.addresses) && store.equals(other.store);
    }

    /**
     * How answers about certificates of peers are kept.
     *
     * @param kept             whether they are kept at all
     * @param folder           where they are kept over a restart
     * @param preservesRevoked whether the answer that a certificate is revoked is kept when its time has passed
     * @param saveInterval     how often they are written
     */
    record Cache(boolean kept, Path folder, boolean preservesRevoked, Duration saveInterval) {
        static final Duration USUAL_INTERVAL = Duration.ofMinutes(5);
        static final String USUAL_FOLDER = "_rc_";

        /** What holds if the configuration says nothing. */
        static final Cache USUAL = new Cache(true, Path.of(USUAL_FOLDER), false, USUAL_INTERVAL);

        /** Nothing is kept. */
        static final Cache NONE = new Cache(false, Path.of(USUAL_FOLDER), false, USUAL_INTERVAL);
    }
}
