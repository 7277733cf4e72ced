/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A network. Only addresses are read, never names, so that nothing is ever looked up.
 *
 * @param address the bytes of its address
 * @param bits    how many bits of it count
 */
@SuppressWarnings("ArrayRecordComponent") // private to this package, never compared nor changed
record Network(byte[] address, int bits) {
    private static final Pattern FOUR = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern SIX = Pattern.compile("[0-9a-fA-F]*:[0-9a-fA-F:.]*");
    private static final Pattern BITS = Pattern.compile("\\d{1,3}");

    /** Reads a network in the usual notation. */
    static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !BITS.matcher(text.substring(slash + 1)).matches()) {
            return Optional.empty();
        }
        int bits = Integer.parseInt(text.substring(slash + 1));
        return address(text.substring(0, slash))
                .filter(address -> bits <= address.length * 8)
                .map(address -> new Network(address, bits));
    }

    /** Reads the address in front of a port. */
    static Optional<byte[]> host(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        String host = colon < 0 ? hostAndPort : hostAndPort.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        return address(bracketed ? host.substring(1, host.length() - 1) : host);
    }

    private static Optional<byte[]> address(String text) {
        if (!FOUR.matcher(text).matches() && !SIX.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text).getAddress());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean contains(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit & 7);
            if ((address[bit >> 3] & mask) != (other[bit >> 3] & mask)) {
                return false;
            }
        }
        return true;
    }
}
