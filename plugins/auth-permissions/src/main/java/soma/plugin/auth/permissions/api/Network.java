/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions.api;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses that begin with the same bits. Immutable. */
final class Network {
    private static final Pattern DOTTED =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern BITS = Pattern.compile("\\d{1,3}");
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    private final byte[] address;
    private final int bits;

    private Network(byte[] address, int bits) {
        this.address = address;
        this.bits = bits;
    }

    /** Reads an address and a number of bits; empty if it is none. */
    static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !BITS.matcher(text.substring(slash + 1)).matches()) {
            return Optional.empty();
        }
        String host = text.substring(0, slash);
        boolean longForm = host.indexOf(':') >= 0;
        int bits = Integer.parseInt(text.substring(slash + 1));
        return bits > (longForm ? 128 : 32) ? Optional.empty() : address(host).map(bytes -> of(bytes, longForm, bits));
    }

    private static Network of(byte[] bytes, boolean longForm, int bits) {
        if (bytes.length == 16 || !longForm) {
            return new Network(bytes, bits);
        }
        int mapped = MAPPED.length * Byte.SIZE;
        return bits >= mapped ? new Network(bytes, bits - mapped) : new Network(inDisguise(bytes), bits);
    }

    private static byte[] inDisguise(byte[] bytes) {
        byte[] all = Arrays.copyOf(MAPPED, MAPPED.length + bytes.length);
        System.arraycopy(bytes, 0, all, MAPPED.length, bytes.length);
        return all;
    }

    /** Returns the bytes of an address, four of IPv4 even in disguise, else sixteen; a scope does not matter. */
    static Optional<byte[]> address(String text) {
        if (text.indexOf(':') < 0) {
            // Java takes more for an address, such as a single number
            boolean dotted = DOTTED.matcher(text).matches();
            return dotted ? Optional.of(Inet4Address.ofLiteral(text).getAddress()) : Optional.empty();
        }
        int scope = text.indexOf('%');
        try {
            String literal = scope < 0 ? text : text.substring(0, scope);
            return Optional.of(Inet6Address.ofLiteral(literal).getAddress());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean contains(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        for (int i = 0; i < other.length; i++) {
            int wanted = Math.clamp(bits - 8L * i, 0, 8);
            int mask = (0xff << (8 - wanted)) & 0xff;
            if (((address[i] ^ other[i]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Network network
                && bits == network.bits
                && address.length == network.address.length
                && contains(network.address);
    }

    @Override
    public int hashCode() {
        return 31 * bits + address.length;
    }
}
