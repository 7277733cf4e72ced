/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.plugin.tls.api.OcspListener;
import soma.spi.server.Server;
import soma.spi.transport.NativeEngines;

/** Makes what listeners need, of what the configuration says and what they share. Blocks while responders are asked. */
final class Listeners {
    /** Answers whether the JDK gets and sends proof by itself, which is decided for the whole Java runtime. */
    static final String JDK_STAPLES = "jdk.tls.server.enableStatusRequestExtension";

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final Server server;
    private final OcspFetcher fetcher;
    private final PeerCache cache;

    Listeners(Server server, OcspFetcher fetcher, PeerCache cache) {
        this.server = server;
        this.fetcher = fetcher;
        this.cache = cache;
    }

    /**
     * What one listener needs.
     *
     * @param policy  how it does TLS
     * @param pages   how HTTP does, which has no block of its own: as clients, but that nobody is asked for a certificate
     * @param staples the proofs that it sends
     */
    record Listener(ListenerPolicy policy, Optional<ListenerPolicy> pages, Staples staples) {}

    /**
     * Makes what a listener needs; nothing runs yet.
     *
     * @throws OcspException if there is no proof about a certificate that needs it
     */
    Listener make(TlsConfig config, Place place, TlsBlock block) throws OcspException {
        Staples staples = Staples.obtain(config.ocsp(), place, block, fetcher, server);
        var keys = new KeyChoice(block.keys());
        PeerTrust trust = PeerTrust.of(block, block.peer().revocation().map(how -> check(how, place)));
        var engines = new JdkEngines(block, keys, trust);
        Optional<Supplier<SSLEngine>> natives = natives(block, keys, trust, staples);
        if (natives.isEmpty() && !staples.areNone() && !Boolean.getBoolean(JDK_STAPLES)) {
            LOG.warn(
                    "OCSP: no staple is sent on {} connections, as the JDK's TLS takes none (expected: netty-tcnative, and"
                            + " neither cipher_suites nor curve_preferences; or -D{}=true, by which the JDK gets its own)",
                    place.kind(),
                    JDK_STAPLES);
        }
        Optional<RateLimit> rate = block.rateLimit() == 0
                ? Optional.empty()
                : Optional.of(new RateLimit(block.rateLimit(), server.clock()));
        boolean allowsPlain = place == Place.CLIENT && config.allowsPlain();
        return new Listener(
                new ListenerPolicy(block, allowsPlain, engines, natives.orElse(engines::server), rate),
                place == Place.CLIENT ? Optional.of(pages(block, keys, trust)) : Optional.empty(),
                staples);
    }

    /**
     * Makes what pages need. Browsers and probes have no certificates, so none is asked for but where its validity is to be
     * checked, as nats-server does.
     */
    private static ListenerPolicy pages(TlsBlock block, KeyChoice keys, PeerTrust trust) {
        TlsBlock used = block.peer().revocation().isPresent() ? block : block.open();
        // engines of the JDK, as its HTTP server does not give back the memory of others
        var engines = new JdkEngines(used, keys, trust);
        return new ListenerPolicy(used, false, engines, engines::server, Optional.empty());
    }

    private RevocationCheck check(TlsBlock.Revocation how, Place place) {
        var means = new RevocationCheck.Means(fetcher, cache, server.clock());
        return new RevocationCheck(
                how, means, new PeerEvents(place.kind(), () -> server.extensions(OcspListener.POINT)));
    }

    private Optional<Supplier<SSLEngine>> natives(TlsBlock block, KeyChoice keys, PeerTrust trust, Staples staples) {
        if (!block.ciphers().isUsual()) {
            return Optional.empty();
        }
        List<NativeEngines> makers = server.extensions(NativeEngines.POINT);
        return makers.stream()
                .map(maker -> maker.servers(
                        keys, trust, block.peer().isDemanded(), block.ciphers().protocols(), Names.SUITES, staples::of))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
