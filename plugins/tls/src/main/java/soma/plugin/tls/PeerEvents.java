/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.plugin.tls.api.OcspListener;

/**
 * Tells listeners about peers that did not pass.
 *
 * @param kind      which connections the peers are of
 * @param listeners who is told
 */
record PeerEvents(String kind, Supplier<List<OcspListener>> listeners) {
    private static final Logger LOG = LoggerFactory.getLogger(PeerEvents.class);

    void linkInvalid(X509Certificate link, X509Certificate peer, String reason) {
        tell(listener -> listener.linkInvalid(link, peer, reason));
    }

    void peerRejected(X509Certificate peer, String reason) {
        tell(listener -> listener.peerRejected(kind, peer, reason));
    }

    private void tell(Consumer<OcspListener> event) {
        for (OcspListener listener : listeners.get()) {
            try {
                event.accept(listener);
            } catch (RuntimeException e) {
                LOG.warn("OCSP: a listener failed", e);
            }
        }
    }
}
