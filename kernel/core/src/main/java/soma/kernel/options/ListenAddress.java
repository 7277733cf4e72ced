/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.options;

import org.jspecify.annotations.Nullable;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigReader;

/**
 * An address as {@code listen} and {@code client_advertise} have it.
 *
 * @param host a host name or address without brackets; empty if not given
 * @param port the port as configured, -1 for any; 0 if not given
 */
public record ListenAddress(String host, int port) {
    private static final int MAX_PORT = 65_535;

    /** Reads a port or {@code host:port}; null after a report. */
    static @Nullable ListenAddress read(ConfigReader reader, ConfigNode node) {
        return switch (node.kind()) {
            case INTEGER -> port(reader, node, node.integer());
            case STRING -> {
                ListenAddress address = parse(node.text());
                if (address == null || address.port == 0) {
                    report(reader, node);
                    yield null;
                }
                yield address;
            }
            default -> {
                reader.problems().error(node, "expected port or host:port, got " + node.kind());
                yield null;
            }
        };
    }

    private static @Nullable ListenAddress port(ConfigReader reader, ConfigNode node, long port) {
        if (port < -1 || port > MAX_PORT) {
            reader.problems().error(node, port + " is out of range (expected: -1 to " + MAX_PORT + ")");
            return null;
        }
        return new ListenAddress("", (int) port);
    }

    private static void report(ConfigReader reader, ConfigNode node) {
        String text = node.text();
        int colon = text.lastIndexOf(':');
        reader.problems()
                .error(
                        node,
                        colon < 0
                                ? "could not parse address string \"" + text + "\" (expected: host:port)"
                                : "could not parse port \"" + text.substring(colon + 1)
                                        + "\" (expected: host:port with a port from -1 to " + MAX_PORT + ")");
    }

    /** Reads {@code host} or {@code host:port} with brackets around an IPv6 address; null if it is neither. */
    public static @Nullable ListenAddress parse(String text) {
        String trimmed = text.strip();
        int bracket = trimmed.startsWith("[") ? trimmed.indexOf(']') : -1;
        if (trimmed.isEmpty() || (trimmed.startsWith("[") && bracket < 0)) {
            return null;
        }
        int colon = trimmed.indexOf(':', Math.max(bracket, 0));
        String host = bracket > 0 ? trimmed.substring(1, bracket) : colon < 0 ? trimmed : trimmed.substring(0, colon);
        if (bracket > 0 && bracket + 1 < trimmed.length() && colon != bracket + 1) {
            return null;
        }
        if (colon < 0) {
            return new ListenAddress(host, 0);
        }
        String port = trimmed.substring(colon + 1);
        if (!port.matches("-1|\\d{1,5}") || Integer.parseInt(port) > MAX_PORT) {
            return null;
        }
        return new ListenAddress(host, Integer.parseInt(port));
    }
}
