/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.util.List;
import soma.spi.report.ReportContributor;
import soma.spi.tck.report.ReportContract;

final class TlsReportTest extends ReportContract {
    @Override
    protected ReportContributor contributor() {
        TlsConfig config = ReadBlock.config("tls {\n" + Certs.pair("server") + "verify: true, ocsp_peer: true\n}\n");
        return new TlsReport(() -> config, new PeerCache());
    }

    @Override
    protected List<String> fields() {
        return List.of(
                "tls_required",
                "tls_verify",
                "tls_ocsp_peer_verify",
                "tls_timeout",
                "tls_cert_not_after",
                "ocsp_peer_cache");
    }
}
