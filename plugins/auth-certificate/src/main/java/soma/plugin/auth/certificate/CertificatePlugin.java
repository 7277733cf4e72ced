/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.certificate;

import soma.plugin.auth.users.api.CredentialKind;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.Declarations;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;

/** Users told by the certificate of their TLS connection. */
public final class CertificatePlugin implements ServerPlugin {
    /** Makes the plugin; for the service loader. */
    public CertificatePlugin() {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of("auth-certificate", "0.1.0", "auth-users");
    }

    @Override
    public void declare(Declarations declarations) {
        declarations.extend(CredentialKind.POINT, new CertificateKind());
    }

    @Override
    public void contribute(Contributions contributions) {
        // the table of users asks the kind
    }
}
