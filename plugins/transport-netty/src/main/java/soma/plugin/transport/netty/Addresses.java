/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.netty;

import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Spells addresses and socket errors the way nats-server does, which is the way of Go's net package. */
final class Addresses {
    private static final String[] REASONS = {
        "address already in use",
        "cannot assign requested address",
        "permission denied",
        "connection refused",
        "connection reset by peer",
        "network is unreachable",
        "no route to host",
        "too many open files",
    };

    private Addresses() {}

    /** Returns the address without port, or an empty string if there is none. */
    static String host(@Nullable SocketAddress address) {
        if (address instanceof InetSocketAddress inet && inet.getAddress() != null) {
            InetAddress ip = inet.getAddress();
            return NetUtil.toAddressString(ip);
        }
        return "";
    }

    /** Returns {@code host:port}, or an empty string if there is no address. */
    static String hostAndPort(@Nullable SocketAddress address) {
        if (address instanceof InetSocketAddress inet && inet.getAddress() != null) {
            String host = host(inet);
            return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + inet.getPort();
        }
        return "";
    }

    /** Makes the error of an operation that failed: {@code listen tcp 127.0.0.1:4222: bind: address already in use}. */
    static IOException error(String operation, String address, String call, Throwable cause) {
        return new IOException(operation + " tcp " + address + ": " + call + ": " + reason(cause), cause);
    }

    /** Returns whether an error says that another process has the address. */
    static boolean isTaken(IOException error) {
        return String.valueOf(error.getMessage()).endsWith(REASONS[0]);
    }

    private static String reason(Throwable cause) {
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        for (String reason : REASONS) {
            if (message.contains(reason)) {
                return reason;
            }
        }
        if (cause instanceof ConnectException && message.contains("timed out")) {
            return "i/o timeout";
        }
        return message;
    }
}
