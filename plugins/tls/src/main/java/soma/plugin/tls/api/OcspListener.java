/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls.api;

import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.plugin.ExtensionPoint;

/**
 * Is told which certificates of peers did not pass when their authorities were asked: first of the link that did not, then
 * of the peer that is turned away. Called during the handshake, on a thread that may block; the peer waits meanwhile. What it
 * throws is logged, and the peer is turned away all the same.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@RunsOn(Context.WORKER)
public interface OcspListener {
    /** Where listeners are contributed. */
    ExtensionPoint<OcspListener> POINT = ExtensionPoint.many("ocsp-listener", OcspListener.class);

    /**
     * A certificate in the chain of a peer does not pass.
     *
     * @param link   the certificate
     * @param peer   the certificate of the peer itself, which may be the same
     * @param reason why, in nats-server's words
     */
    void linkInvalid(CertificateFacts link, CertificateFacts peer, String reason);

    /**
     * A peer is turned away.
     *
     * @param kind   which connections it is one of, in nats-server's words: {@code Client}, {@code Leafnode}
     * @param peer   its certificate
     * @param reason why, in nats-server's words
     */
    void peerRejected(String kind, CertificateFacts peer, String reason);
}
