/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.transport;

import java.util.Optional;
import javax.net.ssl.SSLEngine;
import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.plugin.ExtensionPoint;

/** Supplies TLS to listeners and dialers. Absent: everything is in the clear, and configuration that asks for TLS is an error. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public interface LinkSecurity {
    /** Where it is contributed. */
    ExtensionPoint<LinkSecurity> POINT = ExtensionPoint.one("link-security", LinkSecurity.class);

    /** Returns what applies to a listener or remote, named by its configuration section; empty for plain. */
    Optional<Policy> policy(String section);

    /** How one listener does TLS. Immutable; a reload makes another. */
    interface Policy {
        /** Returns whether the handshake comes before INFO rather than after it. */
        boolean first();

        /** Returns whether a peer may stay in the clear. */
        boolean optional();

        /** Returns whether the peer must prove its identity. */
        boolean verifiesPeer();

        /** Makes a fresh engine for one connection. */
        @RunsOn(Context.OWNING_LOOP)
        SSLEngine engine(String remoteAddress, boolean dialed);
    }
}
