/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.report;

import java.util.Map;
import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.plugin.ExtensionPoint;

/**
 * Is told what plugins want operators to know at once, beside the log: advisories of NATS, as a rule published in the system
 * account. Must not block; what it throws is for whoever tells it to log.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
@RunsOn(Context.ANY_THREAD)
public interface AdvisoryListener {
    /** Where listeners are contributed. */
    ExtensionPoint<AdvisoryListener> POINT = ExtensionPoint.many("advisory-listener", AdvisoryListener.class);

    /**
     * Hears an advisory about this server.
     *
     * @param subject what its subject ends with, behind the server's id: {@code OCSP.PEER.CONN.REJECT}
     * @param type    its type: {@code io.nats.server.advisory.v1.ocsp_peer_reject}
     * @param fields  its own fields: strings, numbers, booleans, lists and maps of these
     */
    void advise(String subject, String type, Map<String, Object> fields);
}
