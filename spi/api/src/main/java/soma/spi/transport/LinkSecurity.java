/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.transport;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.plugin.ExtensionPoint;

/** Supplies TLS to listeners and dialers. Absent: everything is in the clear, and configuration that asks for TLS is an error. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public interface LinkSecurity {
    /** Where it is contributed. */
    ExtensionPoint<LinkSecurity> POINT = ExtensionPoint.one("link-security", LinkSecurity.class);

    /**
     * Returns what applies to a listener or remote now, named by its configuration section: an empty string for the client
     * listener, {@code websocket}, {@code cluster} and the like for others; empty for plain. {@code https} is for pages: it has
     * no section, but the certificate of clients, and the JDK's engines.
     */
    @RunsOn(Context.ANY_THREAD)
    Optional<Policy> policy(String section);

    /** How one listener does TLS. Immutable; a reload makes another. */
    @RunsOn(Context.ANY_THREAD)
    interface Policy {
        /**
         * Returns whether the handshake comes before INFO rather than after it. With a {@link #fallback()} a peer that sends
         * nothing for so long gets INFO first after all.
         */
        boolean first();

        /** Returns how long to wait for a peer to begin the handshake before it is sent INFO; null for as long as it takes. */
        @Nullable
        Duration fallback();

        /** Returns whether a peer may stay in the clear. */
        boolean optional();

        /** Returns whether the peer must prove its identity. */
        boolean verifiesPeer();

        /** Returns whether the certificate of a peer says which user it is. */
        boolean mapsPeer();

        /** Returns how long the handshake may take. */
        Duration timeout();

        /**
         * Makes a fresh engine for one connection; empty when there have been too many handshakes of late, and the connection
         * has to be closed. An engine refuses by itself the peers that the policy does not want.
         */
        @RunsOn(Context.OWNING_LOOP)
        Optional<SSLEngine> engine(String remoteAddress, boolean dialed);
    }
}
