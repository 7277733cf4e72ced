/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions.api;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import soma.spi.annotation.Api;

/**
 * Networks from which a user may come. Immutable. An IPv4 address is the same in an IPv6 disguise, {@code ::ffff:192.0.2.1}.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public final class SourceRule {
    private final List<Network> networks;
    private final String text;

    private SourceRule(List<Network> networks, String text) {
        this.networks = networks;
        this.text = text;
    }

    /**
     * Makes a rule of networks such as {@code 192.0.2.0/24} and {@code 2001:db8::/32}.
     *
     * @throws IllegalArgumentException if there is none, or one is not of that form; the message says which
     */
    public static SourceRule of(Collection<String> networks) {
        if (networks.isEmpty()) {
            throw new IllegalArgumentException("no networks (expected: at least one)");
        }
        List<Network> parsed = networks.stream()
                .map(text -> Network.parse(text)
                        .orElseThrow(() -> new IllegalArgumentException("invalid network \"" + text
                                + "\" (expected: an address and a number of bits, such as 192.0.2.0/24)")))
                .toList();
        return new SourceRule(parsed, String.join(", ", networks));
    }

    /**
     * Returns whether somebody may come from there; never from what is no address.
     *
     * @param remoteAddress an address, alone or as {@code host:port} or {@code [host]:port}
     */
    public boolean permits(String remoteAddress) {
        Optional<byte[]> address = Network.address(withoutPort(remoteAddress));
        return address.isPresent() && networks.stream().anyMatch(network -> network.contains(address.get()));
    }

    private static String withoutPort(String text) {
        int bracket = text.indexOf(']');
        if (text.startsWith("[") && bracket > 0) {
            return text.substring(1, bracket);
        }
        int colon = text.indexOf(':');
        boolean port = colon >= 0 && colon == text.lastIndexOf(':');
        return port ? text.substring(0, colon) : text;
    }

    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SourceRule rule && networks.equals(rule.networks);
    }

    @Override
    public int hashCode() {
        return networks.hashCode();
    }
}
