/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config.cli;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import soma.config.Overlay;

/** Flags whose value is more than one key. */
final class ClusterFlags {
    private static final String EXPECTED = " (expected: nats://[user:password@]host:port)";

    private ClusterFlags() {}

    /** Sets the listener of the cluster, or turns it off for an empty value. */
    static void listen(Object value, String flag, Overlay.Builder overlay) throws CommandLineException {
        String url = (String) value;
        if (url.isEmpty()) {
            overlay.set("cluster.port", 0L, flag);
            return;
        }
        int scheme = url.indexOf("://");
        if (scheme < 0) {
            throw CommandLineException.request("cluster URL \"" + url + "\" has no scheme" + EXPECTED);
        }
        String authority = url.substring(scheme + 3).split("/", 2)[0];
        int at = authority.lastIndexOf('@');
        String address = authority.substring(at + 1);
        int colon = address.lastIndexOf(':');
        if (colon < 0 || address.endsWith("]")) {
            throw CommandLineException.request("address " + address + ": missing port in address" + EXPECTED);
        }
        String host = address.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (host.contains(":") && !bracketed) {
            throw CommandLineException.request("address " + address + ": too many colons in address" + EXPECTED);
        }
        overlay.set("cluster.host", bracketed ? host.substring(1, host.length() - 1) : host, flag);
        overlay.set("cluster.port", port(address.substring(colon + 1)), flag);
        if (at >= 0) {
            credentials(authority.substring(0, at), flag, overlay);
        }
    }

    /** Sets the routes from a list divided by commas. */
    static void routes(Object value, String flag, Overlay.Builder overlay) {
        List<String> urls = Arrays.stream(((String) value).split(","))
                .map(String::strip)
                .filter(u -> !u.isEmpty())
                .toList();
        overlay.set("cluster.routes", urls, flag);
    }

    /** Asks for TLS, with what other flags or the file say of it; or turns it off. */
    static void tls(Object value, String flag, Overlay.Builder overlay) {
        if (value.equals(true)) {
            overlay.section("tls", flag);
        } else {
            overlay.set("tls", false, flag);
        }
    }

    private static void credentials(String userInfo, String flag, Overlay.Builder overlay) throws CommandLineException {
        int colon = userInfo.indexOf(':');
        if (colon < 0) {
            throw CommandLineException.request("expected cluster password to be set");
        }
        overlay.set("cluster.authorization.user", decoded(userInfo.substring(0, colon)), flag);
        overlay.set("cluster.authorization.pass", decoded(userInfo.substring(colon + 1)), flag);
    }

    private static String decoded(String text) throws CommandLineException {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw CommandLineException.request("cluster URL has an invalid URL escape in its user or password");
        }
    }

    private static long port(String text) throws CommandLineException {
        try {
            long port = Integer.parseInt(text);
            if (port >= -1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // reported below, like a number that is no port
        }
        throw CommandLineException.request("cluster port \"" + text + "\" (expected: -1 to 65535)");
    }
}
