/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.security.cert.Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.spi.config.ConfigNode;
import soma.spi.config.Problems;
import soma.spi.config.ReloadPlan;
import soma.spi.plugin.Lifecycle;
import soma.spi.protocol.InfoContributor;
import soma.spi.protocol.Protocol;
import soma.spi.server.Server;
import soma.spi.transport.LinkSecurity;
import soma.spi.transport.NativeEngines;

/** The policies in force. Any thread may ask for one; they are swapped as a whole. */
final class TlsSecurity implements LinkSecurity, InfoContributor, Lifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(TlsSecurity.class);
    private static final ConfigNode.Position AT_RELOAD = new ConfigNode.Position("reload", 0, 0);
    private static final String CLIENTS = "client";
    private static final String NOT_PINNED = "TLS Handshake Failure";

    private volatile TlsConfig config = TlsConfig.NONE;
    private volatile Map<Place, ListenerPolicy> policies = Map.of();
    private volatile @Nullable Server server;

    /** Takes what the configuration says; the policies are made once the server starts. */
    void use(TlsConfig read) {
        config = read;
    }

    @Override
    public void start(Server starting) {
        server = starting;
        policies = make(config);
    }

    @Override
    public void listen() {
        if (config.block(Place.CLIENT).isPresent()) {
            LOG.info("TLS {} for client connections", config.allowsPlain() ? "available" : "required");
        }
        if (config.stapling() == Stapling.ALWAYS || config.stapling() == Stapling.MUST) {
            LOG.warn("OCSP stapling goes on when the server's certificate is revoked; the server does not end");
        }
    }

    @Override
    public Optional<Policy> policy(String section) {
        Map<Place, ListenerPolicy> current = policies;
        for (Map.Entry<Place, ListenerPolicy> entry : current.entrySet()) {
            if (entry.getKey().section().equals(section)) {
                return Optional.of(entry.getValue());
            }
        }
        return Optional.empty();
    }

    @Override
    public void contribute(String protocol, Map<String, Object> info) {
        TlsConfig current = config;
        Optional<TlsBlock> block = current.block(Place.CLIENT);
        if (protocol.equals(CLIENTS) && block.isPresent()) {
            info.put("tls_required", !current.allowsPlain());
            info.put("tls_verify", block.get().peer().verify());
            info.put("tls_available", current.allowsPlain());
        }
    }

    /** Returns what the configuration in force says of the client listener. */
    Optional<TlsBlock> clients() {
        return config.block(Place.CLIENT);
    }

    private Map<Place, ListenerPolicy> make(TlsConfig from) {
        Map<Place, ListenerPolicy> made = new EnumMap<>(Place.class);
        from.blocks().forEach((place, block) -> made.put(place, policy(from, place, block)));
        return made;
    }

    private ListenerPolicy policy(TlsConfig from, Place place, TlsBlock block) {
        InstantSource clock = running().clock();
        var keys = new KeyChoice(block.keys());
        PeerTrust trust = PeerTrust.of(
                block, block.peer().revocation().map(how -> new RevocationCheck(how, block.authorities(), clock)));
        var engines = new JdkEngines(block, keys, trust);
        Supplier<SSLEngine> servers = engines::server;
        if (block.ciphers().isUsual() && !Boolean.getBoolean(Stapling.SWITCH)) {
            servers = running().extensions(NativeEngines.POINT).stream()
                    .map(natives -> natives.servers(
                            keys,
                            trust,
                            block.peer().isDemanded(),
                            block.ciphers().protocols(),
                            Names.SUITES))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElse(servers);
        }
        Optional<RateLimit> rate =
                block.rateLimit() == 0 ? Optional.empty() : Optional.of(new RateLimit(block.rateLimit(), clock));
        return new ListenerPolicy(block, place == Place.CLIENT && from.allowsPlain(), engines, servers, rate);
    }

    private Server running() {
        return Objects.requireNonNull(server, "TLS is asked for before the start");
    }

    /** Prepares a change of the configuration; the policies of listeners that do not change stay, with their sessions. */
    List<ReloadPlan> prepare(TlsConfig before, TlsConfig after, Problems problems) {
        refuse("AllowNonTLS", before.allowsPlain(), after.allowsPlain(), problems);
        refuse("TLSMap", maps(before), maps(after), problems);
        refuse("TLSRateLimit", rate(before), rate(after), problems);
        List<ReloadPlan> plans = new ArrayList<>();
        for (Place place : Place.values()) {
            Optional<TlsBlock> old = before.block(place);
            Optional<TlsBlock> now = after.block(place);
            if (!old.equals(now)) {
                String name = place.section().isEmpty() ? "tls" : place.section() + ".tls";
                plans.add(new Change(name + (now.isPresent() ? " = enabled" : " = disabled"), place, after));
            }
        }
        if (before.stapling() != after.stapling()) {
            plans.add(ReloadPlan.of("ocsp", () -> config = after));
        }
        return plans;
    }

    private static boolean maps(TlsConfig config) {
        return config.block(Place.CLIENT).map(block -> block.peer().map()).orElse(false);
    }

    private static int rate(TlsConfig config) {
        return config.block(Place.CLIENT).map(TlsBlock::rateLimit).orElse(0);
    }

    private static void refuse(String option, Object old, Object now, Problems problems) {
        if (!old.equals(now)) {
            problems.error(AT_RELOAD, "config reload not supported for " + option + ": old=" + old + ", new=" + now);
        }
    }

    private static Set<String> pins(TlsConfig config) {
        return config.block(Place.CLIENT).map(block -> block.peer().pinned()).orElse(Set.of());
    }

    /** Closes the clients whose keys are no longer among those that will do. */
    private void closeUnpinned(Set<String> pins) {
        if (!pins.isEmpty()) {
            running().sessions().forEach(session -> {
                if (session.view().protocol().equals(CLIENTS) && !isPinned(session, pins)) {
                    session.close(NOT_PINNED);
                }
            });
        }
    }

    private static boolean isPinned(Protocol.Session session, Set<String> pins) {
        SSLSession security = session.view().security();
        if (security == null) {
            return true; // in the clear there is nothing to compare
        }
        try {
            Certificate[] chain = security.getPeerCertificates();
            return chain.length > 0 && pins.contains(PeerTrust.pin(chain[0].getPublicKey()));
        } catch (SSLPeerUnverifiedException e) {
            return false;
        }
    }

    /** A listener gets another policy; connections that there are stay as they are. */
    private final class Change implements ReloadPlan {
        private final String description;
        private final Place place;
        private final TlsConfig after;
        private final @Nullable ListenerPolicy policy;

        Change(String description, Place place, TlsConfig after) {
            this.description = description;
            this.place = place;
            this.after = after;
            this.policy = server == null
                    ? null
                    : after.block(place)
                            .map(block -> policy(after, place, block))
                            .orElse(null);
        }

        @Override
        public String describe() {
            return description;
        }

        @Override
        public boolean affectsInfo() {
            return place == Place.CLIENT;
        }

        @Override
        public void commit() {
            Set<String> pinsBefore = pins(config);
            config = after;
            Map<Place, ListenerPolicy> next = new EnumMap<>(Place.class);
            next.putAll(policies);
            if (policy == null) {
                next.remove(place);
            } else {
                next.put(place, policy);
            }
            policies = next;
            if (place == Place.CLIENT && server != null && !pins(after).equals(pinsBefore)) {
                closeUnpinned(pins(after));
            }
        }
    }
}
