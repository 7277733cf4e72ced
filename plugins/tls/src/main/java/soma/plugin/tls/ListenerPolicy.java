/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import soma.spi.transport.LinkSecurity;

/** How one listener does TLS. */
final class ListenerPolicy implements LinkSecurity.Policy {
    private final TlsBlock block;
    private final boolean optional;
    private final JdkEngines engines;
    private final Supplier<SSLEngine> servers;
    private final Optional<RateLimit> rate;

    /**
     * Makes a policy.
     *
     * @param allowsPlain whether a peer may stay in the clear, unless the handshake comes first
     * @param servers     makes engines for peers that dial us
     */
    ListenerPolicy(
            TlsBlock block,
            boolean allowsPlain,
            JdkEngines engines,
            Supplier<SSLEngine> servers,
            Optional<RateLimit> rate) {
        this.block = block;
        this.optional = allowsPlain && !(block.start().first() && block.start().fallback() == null);
        this.engines = engines;
        this.servers = servers;
        this.rate = rate;
    }

    @Override
    public boolean first() {
        return block.start().first();
    }

    @Override
    public @Nullable Duration fallback() {
        return block.start().fallback();
    }

    @Override
    public boolean optional() {
        return optional;
    }

    @Override
    public boolean verifiesPeer() {
        return block.peer().verify();
    }

    @Override
    public boolean mapsPeer() {
        return block.peer().map();
    }

    @Override
    public Duration timeout() {
        return block.timeout();
    }

    @Override
    public Optional<SSLEngine> engine(String remoteAddress, boolean dialed) {
        if (dialed) {
            int colon = remoteAddress.lastIndexOf(':');
            String host = colon < 0 ? remoteAddress : remoteAddress.substring(0, colon);
            return Optional.of(engines.client(host.replaceAll("^\\[|]$", ""), port(remoteAddress, colon)));
        }
        if (rate.isPresent() && !rate.get().admits()) {
            return Optional.empty();
        }
        return Optional.of(servers.get());
    }

    private static int port(String address, int colon) {
        try {
            return colon < 0 ? -1 : Integer.parseInt(address.substring(colon + 1));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
