/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.util.List;
import java.util.Map;
import soma.spi.auth.Admission;
import soma.spi.protocol.SessionView;
import soma.spi.report.ConnectionContributor;

/**
 * Tells monitoring which JWT let a connection in, and whose key signed it. A JWT that is enough to be let in is a secret, and
 * none of these is among what a connection was granted. Safe for any thread.
 */
final class JwtConnections implements ConnectionContributor {
    private static final List<String> SHOWN = List.of("jwt", "issuer_key");

    @Override
    public void contribute(SessionView session, boolean withAuth, Map<String, Object> fields) {
        Admission admission = session.admission();
        if (!withAuth || admission == null) {
            return;
        }
        for (String name : SHOWN) {
            String value = admission.details().get(name);
            if (value != null) {
                fields.put(name, value);
            }
        }
    }
}
