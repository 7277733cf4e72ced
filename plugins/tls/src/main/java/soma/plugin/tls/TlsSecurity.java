/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.plugin.tls.Listeners.Listener;
import soma.spi.config.ConfigNode;
import soma.spi.config.Problems;
import soma.spi.config.ReloadPlan;
import soma.spi.plugin.Lifecycle;
import soma.spi.protocol.InfoContributor;
import soma.spi.protocol.Protocol;
import soma.spi.server.Server;
import soma.spi.transport.LinkSecurity;

/** The policies in force. Any thread may ask for one; they are swapped as a whole. */
final class TlsSecurity implements LinkSecurity, InfoContributor, Lifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(TlsSecurity.class);
    private static final ConfigNode.Position AT_RELOAD = new ConfigNode.Position("reload", 0, 0);
    private static final String CLIENTS = "client";
    private static final String PAGES = "https";
    private static final String NOT_PINNED = "TLS Handshake Failure";

    private volatile TlsConfig config = TlsConfig.NONE;
    private volatile Map<Place, Listener> listeners = Map.of();
    private volatile @Nullable Server server;
    private volatile @Nullable Listeners maker;
    private final OcspFetcher fetcher = new OcspFetcher();
    private final PeerCache cache = new PeerCache();

    /** Returns the running server; null before the start. */
    @Nullable
    Server server() {
        return server;
    }

    /** Takes what the configuration says; the policies are made once the server starts. */
    void use(TlsConfig read) {
        config = read;
    }

    /** Returns what tells monitoring of it. */
    TlsReport report() {
        return new TlsReport(() -> config, cache);
    }

    @Override
    public void start(Server starting) throws OcspException {
        server = starting;
        var made = new Listeners(starting, fetcher, cache);
        maker = made;
        keepAnswers(config);
        Map<Place, Listener> first = new EnumMap<>(Place.class);
        for (Map.Entry<Place, TlsBlock> entry : config.blocks().entrySet()) {
            first.put(entry.getKey(), made.make(config, entry.getKey(), entry.getValue()));
        }
        listeners = first;
    }

    /** Begins to keep answers about peers as the configuration says, if anyone is asked about them. */
    private void keepAnswers(TlsConfig now) {
        cache.stop();
        if (now.checksPeers()) {
            cache.start(now.ocsp().cache(), running().workers());
        }
    }

    @Override
    public void listen() {
        if (config.block(Place.CLIENT).isPresent()) {
            LOG.info("TLS {} for client connections", config.allowsPlain() ? "available" : "required");
        }
        listeners.values().forEach(listener -> listener.staples().begin());
    }

    @Override
    public void stop() {
        listeners.values().forEach(listener -> listener.staples().stop());
        fetcher.close();
        cache.stop();
    }

    @Override
    public Optional<Policy> policy(String section) {
        Map<Place, Listener> current = listeners;
        if (section.equals(PAGES)) {
            return Optional.ofNullable(current.get(Place.CLIENT)).flatMap(Listener::pages);
        }
        for (Map.Entry<Place, Listener> entry : current.entrySet()) {
            if (entry.getKey().section().equals(section)) {
                return Optional.of(entry.getValue().policy());
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

    private Server running() {
        return Objects.requireNonNull(server, "TLS is asked for before the start");
    }

    /** Prepares a change of the configuration; the policies of listeners that do not change stay, with their sessions. */
    List<ReloadPlan> prepare(TlsConfig before, TlsConfig after, Problems problems) {
        refuse("AllowNonTLS", before.allowsPlain(), after.allowsPlain(), problems);
        refuse("TLSMap", maps(before), maps(after), problems);
        refuse("TLSRateLimit", rate(before), rate(after), problems);
        List<ReloadPlan> plans = new ArrayList<>();
        if (!before.ocsp().equals(after.ocsp())) {
            plans.add(ReloadPlan.of("ocsp", () -> config = after));
        }
        for (Place place : Place.values()) {
            Optional<TlsBlock> old = before.block(place);
            Optional<TlsBlock> now = after.block(place);
            boolean changed = !old.equals(now);
            if (changed || (now.isPresent() && !before.ocsp().staplesAs(after.ocsp()))) {
                String name = place.section().isEmpty() ? "tls" : place.section() + ".tls";
                prepare(name + (now.isPresent() ? " = enabled" : " = disabled"), place, after, problems)
                        .ifPresent(plans::add);
            }
        }
        if (keepsOtherwise(before, after)) {
            plans.add(ReloadPlan.of("ocsp_cache", () -> keepAnswers(after)));
        }
        return plans;
    }

    private Optional<Change> prepare(String description, Place place, TlsConfig after, Problems problems) {
        Optional<TlsBlock> block = after.block(place);
        Listeners making = maker;
        if (making == null || block.isEmpty()) {
            return Optional.of(new Change(description, place, after, null));
        }
        try {
            return Optional.of(new Change(description, place, after, making.make(after, place, block.get())));
        } catch (OcspException e) {
            problems.error(AT_RELOAD, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private boolean keepsOtherwise(TlsConfig before, TlsConfig after) {
        boolean changed = before.checksPeers() != after.checksPeers()
                || !before.ocsp().cache().equals(after.ocsp().cache());
        return server != null && changed;
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
        private final @Nullable Listener listener;

        Change(String description, Place place, TlsConfig after, @Nullable Listener listener) {
            this.description = description;
            this.place = place;
            this.after = after;
            this.listener = listener;
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
            Map<Place, Listener> next = new EnumMap<>(Place.class);
            next.putAll(listeners);
            Listener old = listener == null ? next.remove(place) : next.put(place, listener);
            listeners = next;
            if (old != null) {
                old.staples().stop();
            }
            if (listener != null) {
                listener.staples().begin();
            }
            if (place == Place.CLIENT && server != null && !pins(after).equals(pinsBefore)) {
                closeUnpinned(pins(after));
            }
        }
    }
}
