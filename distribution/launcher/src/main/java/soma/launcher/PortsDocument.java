/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.launcher;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import soma.spi.transport.Endpoint;

/**
 * Writes the ports file's JSON, {@code {"nats":["nats://127.0.0.1:4222"]}}. A listener on all addresses is shown once for
 * each address of this machine.
 */
final class PortsDocument {
    /** What the kernel calls the listener that the file calls nats. */
    private static final String CLIENTS = "client";

    private PortsDocument() {}

    /**
     * Writes the document.
     *
     * @param listeners where the kernel listens, by the name of the listener
     * @param others    the URLs of plugins' listeners, by the name of the listener
     */
    static String of(Map<String, List<Endpoint>> listeners, Map<String, List<String>> others) {
        Map<String, List<Endpoint>> named = new TreeMap<>();
        listeners.forEach((name, endpoints) -> named.put(CLIENTS.equals(name) ? "nats" : name, endpoints));
        Map<String, List<String>> urls = new TreeMap<>();
        named.forEach((name, endpoints) -> urls.put(name, urls(name, endpoints)));
        others.forEach((name, all) -> urls.put(
                name, all.stream().flatMap(url -> onEachAddress(url).stream()).toList()));
        return urls.entrySet().stream()
                .filter(listener -> !listener.getValue().isEmpty())
                .map(listener -> quoted(listener.getKey()) + ":" + array(listener.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static List<String> onEachAddress(String url) {
        URI uri = URI.create(url);
        String host = uri.getHost().replaceAll("^\\[|]$", "");
        return urls(uri.getScheme(), List.of(new Endpoint(uri.getScheme(), host, uri.getPort())));
    }

    private static String array(List<String> urls) {
        return urls.stream().map(PortsDocument::quoted).collect(Collectors.joining(",", "[", "]"));
    }

    private static List<String> urls(String name, List<Endpoint> endpoints) {
        List<String> urls = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            String scheme = endpoint.scheme().equals("tcp") ? name : endpoint.scheme();
            for (String host : hosts(endpoint.host())) {
                urls.add(scheme + "://" + new Endpoint(scheme, host, endpoint.port()).address());
            }
        }
        return urls;
    }

    private static List<String> hosts(String host) {
        if (!host.equals("0.0.0.0") && !host.equals("::") && !host.equals("0:0:0:0:0:0:0:0")) {
            return List.of(host);
        }
        List<String> hosts = new ArrayList<>();
        try {
            for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
                network.inetAddresses().map(PortsDocument::text).forEach(hosts::add);
            }
        } catch (SocketException e) {
            return List.of(host);
        }
        // Loopback first: whoever reads the file is on this machine, and takes the first as a rule.
        hosts.sort(java.util.Comparator.comparingInt(PortsDocument::rank));
        return hosts;
    }

    private static int rank(String host) {
        if (host.startsWith("127.")) {
            return 0;
        }
        return host.equals("::1") ? 1 : host.indexOf(':') < 0 ? 2 : 3;
    }

    private static String text(InetAddress address) {
        String text = address.getHostAddress();
        if (!(address instanceof Inet6Address)) {
            return text;
        }
        int zone = text.indexOf('%');
        return Ipv6Text.compressed(zone < 0 ? text : text.substring(0, zone));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
