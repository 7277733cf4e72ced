/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one {@code tls} block says, its files read. Equal when what it leads to is.
 *
 * @param keys        what the server proves its identity with, the preferred one first; empty for one that only dials
 * @param authorities whom to trust; empty for those that the Java runtime trusts
 * @param peer        what is demanded of peers
 * @param ciphers     what encrypts
 * @param start       when the handshake comes
 * @param timeout     how long it may take
 * @param rateLimit   how many may begin in a second; 0 for no limit
 */
record TlsBlock(
        List<ServerKey> keys,
        List<X509Certificate> authorities,
        Peer peer,
        Ciphers ciphers,
        Start start,
        Duration timeout,
        int rateLimit) {
    static final Duration TIMEOUT = Duration.ofSeconds(2);

    TlsBlock {
        keys = List.copyOf(keys);
        authorities = List.copyOf(authorities);
    }

    /** Returns the same for peers that need not prove who they are. */
    TlsBlock open() {
        Peer anybody = new Peer(false, false, false, peer.insecure, Set.of(), Optional.empty());
        return new TlsBlock(keys, authorities, anybody, ciphers, start, timeout, rateLimit);
    }

    /**
     * What is demanded of peers.
     *
     * @param verify     whether they must prove who they are
     * @param map        whether their certificate says which user they are
     * @param knownUrls  whether their certificate must be for a configured address
     * @param insecure   whether servers that are dialed need not prove who they are
     * @param pinned     the only keys that will do, as hashes; empty for any
     * @param revocation how authorities are asked whether a certificate still holds; empty for not at all
     */
    record Peer(
            boolean verify,
            boolean map,
            boolean knownUrls,
            boolean insecure,
            Set<String> pinned,
            Optional<Revocation> revocation) {
        Peer {
            pinned = Set.copyOf(pinned);
        }

        /** Returns whether a client must have a certificate. */
        boolean isDemanded() {
            return verify || map || knownUrls || !pinned.isEmpty();
        }
    }

    /**
     * How authorities are asked whether the certificate of a peer still holds.
     *
     * @param timeout          how long one may take
     * @param skew             how far its clock may be off
     * @param warnOnly         whether a peer that does not hold is only logged
     * @param unknownIsGood    whether a certificate that the authority does not know holds
     * @param unreachableIsGood whether one holds whose authority cannot be asked
     * @param remembered       how long an answer holds that does not say so itself
     */
    record Revocation(
            Duration timeout,
            Duration skew,
            boolean warnOnly,
            boolean unknownIsGood,
            boolean unreachableIsGood,
            Duration remembered) {}

    /**
     * What encrypts, by Java's names.
     *
     * @param protocols versions, the oldest first
     * @param suites    empty for the usual ones
     * @param curves    empty for the usual ones
     */
    record Ciphers(List<String> protocols, List<String> suites, List<String> curves) {
        Ciphers {
            protocols = List.copyOf(protocols);
            suites = List.copyOf(suites);
            curves = List.copyOf(curves);
        }

        /** Returns whether the configuration leaves the choice to the server. */
        boolean isUsual() {
            return suites.isEmpty() && curves.isEmpty();
        }
    }

    /**
     * When the handshake comes.
     *
     * @param first    before INFO
     * @param fallback after how much silence of the peer INFO comes first after all; null for never
     */
    record Start(boolean first, @Nullable Duration fallback) {}
}
