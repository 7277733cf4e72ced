/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import soma.spi.report.ReportContributor;

/**
 * Tells monitoring of TLS for clients, and of the cache of answers about peers.
 *
 * @param config what is configured now
 * @param cache  the cache
 */
record TlsReport(Supplier<TlsConfig> config, PeerCache cache) implements ReportContributor {
    private static final int ORDER = 400;

    @Override
    public String document() {
        return "varz";
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public void contribute(Map<String, String> query, Map<String, Object> varz) {
        TlsConfig current = config.get();
        Optional<TlsBlock> clients = current.block(Place.CLIENT);
        if (clients.isPresent()) {
            putIfTrue(varz, "tls_required", !current.allowsPlain());
            putIfTrue(varz, "tls_verify", clients.get().peer().verify());
            putIfTrue(
                    varz,
                    "tls_ocsp_peer_verify",
                    clients.get().peer().revocation().isPresent());
            varz.put("tls_timeout", clients.get().timeout().toNanos() / 1e9);
            clients.get().keys().stream().findFirst().ifPresent(key -> {
                Instant end = key.certificate().getNotAfter().toInstant();
                varz.put(
                        "tls_cert_not_after",
                        end.truncatedTo(ChronoUnit.SECONDS).toString());
            });
        }
        if (current.checksPeers() && current.ocsp().cache().kept()) {
            varz.put("ocsp_peer_cache", cacheNumbers());
        }
    }

    private Map<String, Object> cacheNumbers() {
        PeerCache.Numbers numbers = cache.numbers();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("cache_type", "local");
        putIfSome(fields, "cache_hits", numbers.hits());
        putIfSome(fields, "cache_misses", numbers.misses());
        putIfSome(fields, "cached_responses", numbers.responses());
        putIfSome(fields, "cached_revoked_responses", numbers.revoked());
        putIfSome(fields, "cached_good_responses", numbers.good());
        putIfSome(fields, "cached_unknown_responses", numbers.unknown());
        return fields;
    }

    private static void putIfTrue(Map<String, Object> fields, String name, boolean value) {
        if (value) {
            fields.put(name, true);
        }
    }

    private static void putIfSome(Map<String, Object> fields, String name, long value) {
        if (value != 0) {
            fields.put(name, value);
        }
    }
}
