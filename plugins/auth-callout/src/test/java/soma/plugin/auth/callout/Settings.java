/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.callout;

import java.util.ArrayList;
import java.util.List;
import soma.kernel.testkit.Plugins;
import soma.kernel.testkit.TestKernel;
import soma.kernel.testkit.TestKernelBuilder;
import soma.plugin.auth.basic.BasicAuthPlugin;
import soma.plugin.auth.nkey.api.KeyPair;
import soma.spi.plugin.ServerPlugin;

/** The server that the tests of this plugin log in to. */
final class Settings {
    private Settings() {}

    static TestKernelBuilder kernel() {
        List<ServerPlugin> plugins = new ArrayList<>(Plugins.installed(
                "auth-users", "auth-nkey", "auth-permissions", "subject-mapping", "accounts", "auth-jwt"));
        plugins.add(new BasicAuthPlugin());
        plugins.add(new CalloutPlugin());
        return TestKernel.with(plugins);
    }

    /**
     * Returns a configuration with a service in account AUTH, and a user in each of the accounts APP and OTHER.
     *
     * @param callout       more in the block auth_callout
     * @param authorization more in the block authorization
     */
    static String with(KeyPair issuer, String callout, String authorization) {
        return """
                accounts {
                  AUTH { users: [ {user: auth, password: a} ] }
                  APP { users: [ {user: app, password: b} ] }
                  OTHER { users: [ {user: other, password: b} ] }
                }
                authorization {
                  %s
                  auth_callout {
                    issuer: %s
                    account: AUTH
                    auth_users: [auth]
                    %s
                  }
                }
                """.formatted(authorization, issuer.publicKey(), callout);
    }
}
