/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.info;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.kernel.assembly.Assembly;
import soma.kernel.auth.AuthenticationChain;
import soma.kernel.json.JsonWriter;
import soma.kernel.options.CoreOptions;
import soma.kernel.options.ListenAddress;
import soma.spi.protocol.InfoContributor;
import soma.spi.transport.Endpoint;

/**
 * Writes INFO lines. What does not depend on the connection is asked for once and kept until the options or the assembly
 * are swapped or {@link #changed()} is called. Safe for any thread.
 */
public final class InfoWriter {
    private static final Logger LOG = LoggerFactory.getLogger(InfoWriter.class);

    /** The order of fields on the wire; what contributors add beyond these comes behind. */
    private static final List<String> ORDER = List.of(
            "server_id",
            "server_name",
            "version",
            "proto",
            "git_commit",
            "go",
            "host",
            "port",
            "headers",
            "auth_required",
            "tls_required",
            "tls_verify",
            "tls_available",
            "max_payload",
            "jetstream",
            "ip",
            "client_id",
            "client_ip",
            "nonce",
            "cluster",
            "cluster_dynamic",
            "domain",
            "connect_urls",
            "ws_connect_urls",
            "ldm",
            "compression",
            "connect_info",
            "remote_account",
            "acc_is_sys",
            "api_lvl");

    /** Fields that are there even when false, zero or empty. */
    private static final Set<String> MANDATORY =
            Set.of("server_id", "server_name", "version", "proto", "go", "host", "port", "headers", "max_payload");

    private final Supplier<ServerFacts> server;
    private final Supplier<CoreOptions> options;
    private final Supplier<Assembly> assembly;
    private final AuthenticationChain authentication;
    private final Supplier<Endpoint> bound;
    private final Map<String, Shared> shared = new ConcurrentHashMap<>();

    /**
     * Makes a writer.
     *
     * @param bound where clients connect, the port filled in once that is known
     */
    public InfoWriter(
            Supplier<ServerFacts> server,
            Supplier<CoreOptions> options,
            Supplier<Assembly> assembly,
            AuthenticationChain authentication,
            Supplier<Endpoint> bound) {
        this.server = server;
        this.options = options;
        this.assembly = assembly;
        this.authentication = authentication;
        this.bound = bound;
    }

    /** What all connections of a protocol are told, and from what it was made. */
    private record Shared(CoreOptions options, Assembly assembly, Endpoint bound, Map<String, Object> fields) {}

    /** Forgets what contributors said. */
    public void changed() {
        shared.clear();
    }

    /** Returns what all connections of a protocol are told, without what is empty. */
    public Map<String, Object> common(String protocol) {
        var found = new LinkedHashMap<>(shared(protocol).fields());
        if (authentication.announces()) {
            found.putIfAbsent("auth_required", true);
        }
        found.values().removeIf(InfoWriter::isEmpty);
        return found;
    }

    /** Returns a whole INFO line with its line end. */
    public byte[] write(InfoFacts facts) {
        return ("INFO " + JsonWriter.write(fields(facts)) + " \r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the fields of INFO in the order of the wire. */
    Map<String, Object> fields(InfoFacts facts) {
        var found = new LinkedHashMap<>(shared(facts.protocol()).fields());
        if (authentication.announces()) {
            found.putIfAbsent("auth_required", true);
        }
        found.put("max_payload", facts.maxPayload());
        putUnless(found, "client_id", facts.clientId(), 0L);
        putUnless(found, "client_ip", facts.clientIp(), "");
        putUnless(found, "nonce", facts.nonce(), "");
        putUnless(found, "ldm", facts.lameDuck(), false);
        if (!facts.securable() && found.remove("tls_required", true)) {
            found.put("tls_available", true);
        }
        String space = facts.connectedSpace();
        if (space != null) {
            found.put("connect_info", true);
            found.put("remote_account", space);
        }
        var ordered = new LinkedHashMap<String, Object>();
        for (String name : ORDER) {
            Object value = found.remove(name);
            // a contributor says false, zero or empty to leave out what another one put in
            if (value != null && (!isEmpty(value) || MANDATORY.contains(name))) {
                ordered.put(name, value);
            }
        }
        ordered.putAll(found);
        ordered.put("soma", server.get().version().soma());
        return ordered;
    }

    private static boolean isEmpty(Object value) {
        return value.equals(false)
                || value.equals("")
                || value.equals(0)
                || value.equals(0L)
                || value.equals(List.of());
    }

    private static void putUnless(Map<String, Object> fields, String name, Object value, Object absent) {
        if (!value.equals(absent)) {
            fields.put(name, value);
        }
    }

    private Shared shared(String protocol) {
        CoreOptions current = options.get();
        Assembly plugins = assembly.get();
        Endpoint endpoint = bound.get();
        Shared made = shared.get(protocol);
        if (made == null || !made.options.equals(current) || made.assembly != plugins || !made.bound.equals(endpoint)) {
            made = new Shared(current, plugins, endpoint, make(protocol, current, plugins, endpoint));
            shared.put(protocol, made);
        }
        return made;
    }

    private Map<String, Object> make(String protocol, CoreOptions current, Assembly plugins, Endpoint endpoint) {
        String name = current.serverName();
        ServerFacts facts = server.get();
        var fields = new LinkedHashMap<String, Object>();
        fields.put("server_id", facts.id());
        fields.put("server_name", name == null ? facts.id() : name);
        fields.put("version", facts.version().nats());
        fields.put("proto", 1);
        fields.put("go", "java" + Runtime.version());
        ListenAddress address = advertised(current, endpoint);
        fields.put("host", address.host());
        fields.put("port", address.port());
        fields.put("headers", current.headers());
        for (InfoContributor contributor : plugins.extensions(InfoContributor.POINT)) {
            contribute(contributor, protocol, fields);
        }
        return fields;
    }

    private static ListenAddress advertised(CoreOptions options, Endpoint endpoint) {
        String advertise = options.clientAdvertise();
        ListenAddress address = advertise == null ? null : ListenAddress.parse(advertise);
        if (address == null) {
            return new ListenAddress(endpoint.host(), endpoint.port());
        }
        return address.port() == 0 ? new ListenAddress(address.host(), endpoint.port()) : address;
    }

    private static void contribute(InfoContributor contributor, String protocol, Map<String, Object> fields) {
        var before = new LinkedHashMap<>(fields);
        try {
            contributor.contribute(protocol, fields);
        } catch (RuntimeException e) {
            fields.clear();
            fields.putAll(before);
            LOG.error("{} failed to contribute to INFO", contributor.getClass().getName(), e);
        }
    }
}
