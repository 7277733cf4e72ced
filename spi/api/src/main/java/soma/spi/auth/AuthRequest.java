/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.auth;

import java.security.cert.Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import soma.spi.annotation.Api;
import soma.spi.participant.Identity;

/**
 * What is known of a connection that wants in. Immutable and safe for any thread.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public interface AuthRequest {
    /**
     * Returns the fields of CONNECT, or what another protocol has in its place, as sent: strings, booleans, numbers, lists
     * and maps. Holds secrets: never log it.
     */
    Map<String, Object> options();

    /** Returns the text of an option, or an empty string when it is absent or no text. */
    default String text(String option) {
        return options().get(option) instanceof String text ? text : "";
    }

    /** Returns the nonce sent in INFO; empty when none was. */
    String nonce();

    /** Returns the TLS session of the link; null in the clear. */
    @Nullable
    SSLSession security();

    /** Returns the certificates that the peer proved to own, its own first; empty without TLS. */
    List<Certificate> peerCertificates();

    /** Returns who asks; the user is not known yet. */
    Identity identity();

    /** Returns the peer's address as {@code host:port}. */
    String remoteAddress();

    /** Returns the name that user restrictions use: STANDARD, WEBSOCKET, LEAFNODE, MQTT and the like. */
    String connectionType();

    /**
     * Returns the configuration section of the listener that it came through, which is what
     * {@link soma.spi.transport.LinkSecurity#policy} takes: an empty string for the client listener, {@code websocket} and
     * the like for others.
     */
    String listener();

    /**
     * Returns whether that listener takes the certificate of a peer to say which user it is. Then nothing else does: a peer
     * without one is nobody.
     */
    default boolean mapsPeer() {
        return false;
    }

    /**
     * Returns the same request with other options, for a filter that fills in a default user or hands something on to
     * later judges. The options of a filter's own making have a colon in their names, which none of a peer's has: those
     * that the peer sends with one are dropped before anyone is asked.
     */
    AuthRequest withOptions(Map<String, Object> options);

    /** Returns where to do work that blocks. */
    Executor worker();
}
