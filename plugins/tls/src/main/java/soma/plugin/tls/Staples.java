/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.spi.server.Server;

/** The proof that one listener sends about its certificates. Safe for any thread. */
final class Staples {
    /** A listener that sends none. */
    static final Staples NONE = new Staples(List.of());

    private static final Logger LOG = LoggerFactory.getLogger(Staples.class);

    private final List<StapleMonitor> monitors;

    private Staples(List<StapleMonitor> monitors) {
        this.monitors = List.copyOf(monitors);
    }

    /** Makes those of a listener, with proof that holds now. Blocks while responders are asked; nothing runs yet. */
    static Staples obtain(OcspConfig config, Place place, TlsBlock block, OcspFetcher fetcher, Server server)
            throws OcspException {
        List<StapleMonitor> monitors = new ArrayList<>();
        for (ServerKey key : block.keys()) {
            boolean demanded = Ocsp.mustStaple(key.certificate());
            if (config.mode().concerns(demanded)) {
                List<String> addresses =
                        config.addresses().isEmpty() ? Ocsp.addresses(key.certificate()) : config.addresses();
                var subject = new StapleMonitor.Subject(
                        place.kind(),
                        OcspQuestion.about(key.certificate(), issuer(key, block)),
                        addresses,
                        config.store().map(StapleStore::new),
                        config.mode().endsServer());
                var monitor = new StapleMonitor(subject, fetcher, server);
                monitor.obtain();
                monitors.add(monitor);
            } else if (demanded) {
                LOG.warn("Certificate of '{}' has MustStaple but OCSP is disabled", key);
            }
        }
        return monitors.isEmpty() ? NONE : new Staples(monitors);
    }

    private static X509Certificate issuer(ServerKey key, TlsBlock block) throws OcspException {
        return Stream.concat(key.chain().stream().skip(1), block.authorities().stream())
                .filter(candidate -> Ocsp.isIssuer(candidate, key.certificate()))
                .findFirst()
                .orElseThrow(() -> new OcspException(
                        OcspException.Why.UNREACHABLE,
                        "ocsp ca required in chain or configuration (expected: the certificate of who issued \"" + key
                                + "\" in cert_file or ca_file)"));
    }

    boolean areNone() {
        return monitors.isEmpty();
    }

    /** Begins to keep the proof new. */
    void begin() {
        monitors.forEach(StapleMonitor::begin);
    }

    void stop() {
        monitors.forEach(StapleMonitor::stop);
    }

    /** Returns the proof about a certificate; empty if there is none that holds now. */
    Optional<byte[]> of(X509Certificate certificate) {
        return monitors.stream()
                .filter(monitor -> monitor.isAbout(certificate))
                .findFirst()
                .flatMap(StapleMonitor::staple);
    }
}
