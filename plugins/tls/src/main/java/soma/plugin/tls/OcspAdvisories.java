/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import soma.plugin.tls.api.CertificateFacts;
import soma.plugin.tls.api.OcspListener;
import soma.spi.report.AdvisoryListener;
import soma.spi.server.Server;

/** Has operators told of peers that did not pass, in the advisories of nats-server. */
record OcspAdvisories(Supplier<@Nullable Server> server) implements OcspListener {
    private static final String TYPE = "io.nats.server.advisory.v1.";

    @Override
    public void linkInvalid(CertificateFacts link, CertificateFacts peer, String reason) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("link", facts(link));
        fields.put("peer", facts(peer));
        fields.put("reason", reason);
        advise("OCSP.PEER.LINK.INVALID", "ocsp_peer_link_invalid", fields);
    }

    @Override
    public void peerRejected(String kind, CertificateFacts peer, String reason) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", kind);
        fields.put("peer", facts(peer));
        fields.put("reason", reason);
        advise("OCSP.PEER.CONN.REJECT", "ocsp_peer_reject", fields);
    }

    private static Map<String, Object> facts(CertificateFacts facts) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("subject", facts.subject());
        fields.put("issuer", facts.issuer());
        fields.put("fingerprint", facts.fingerprint());
        fields.put("raw", facts.raw());
        return fields;
    }

    private void advise(String subject, String type, Map<String, Object> fields) {
        Server running = server.get();
        if (running != null) {
            running.extensions(AdvisoryListener.POINT)
                    .forEach(listener -> listener.advise(subject, TYPE + type, fields));
        }
    }
}
