/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.auth;

import java.security.cert.Certificate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import soma.spi.auth.AuthRequest;
import soma.spi.participant.Identity;

/**
 * A request as the client protocol makes it.
 *
 * @param options          the fields of CONNECT; copied, those that are null left out
 * @param nonce            the nonce sent in INFO; empty when none was
 * @param security         the TLS session of the link, or null
 * @param peerCertificates what the peer proved to own, its own first
 * @param identity         who asks
 * @param remoteAddress    the peer as {@code host:port}
 * @param connectionType   what user restrictions call this kind of connection
 * @param listener         the section of the listener it came through
 * @param mapsPeer         whether the certificate says which user it is
 * @param worker           where to block
 */
public record ClientAuthRequest(
        Map<String, Object> options,
        String nonce,
        @Nullable SSLSession security,
        List<Certificate> peerCertificates,
        Identity identity,
        String remoteAddress,
        String connectionType,
        String listener,
        boolean mapsPeer,
        Executor worker)
        implements AuthRequest {
    /** Makes a request; the collections are copied. */
    @SuppressWarnings("ConstantValue") // a null in CONNECT is a null here
    public ClientAuthRequest {
        var present = new LinkedHashMap<String, Object>(options);
        present.values().removeIf(value -> value == null);
        options = Collections.unmodifiableMap(present);
        peerCertificates = List.copyOf(peerCertificates);
    }

    @Override
    public AuthRequest withOptions(Map<String, Object> other) {
        return new ClientAuthRequest(
                other,
                nonce,
                security,
                peerCertificates,
                identity,
                remoteAddress,
                connectionType,
                listener,
                mapsPeer,
                worker);
    }

    /** Returns who asks and from where; the options hold secrets. */
    @Override
    public String toString() {
        return identity + " from " + remoteAddress;
    }
}
