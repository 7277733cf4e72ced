/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.basic;

import java.util.List;
import org.junit.jupiter.api.Test;
import soma.kernel.testkit.Plugins;
import soma.kernel.testkit.TestKernel;
import soma.spi.plugin.ServerPlugin;

/** Log-ins at a whole kernel. */
class LogInTest {
    private static List<ServerPlugin> plugins() {
        return Plugins.installed("auth-users", "auth-basic");
    }

    @Test
    void usersLogInWithTheirPasswords() {
        try (TestKernel kernel = TestKernel.with(plugins())
                .configuration("authorization { users: [ { user: a, password: b } ] }")
                .start()) {
            kernel.connect("\"user\":\"a\",\"pass\":\"b\"").expectIn();
            kernel.connect("\"user\":\"a\",\"pass\":\"c\"").expectRefusal();
            kernel.connect("\"user\":\"b\",\"pass\":\"b\"").expectRefusal();
            kernel.connect("").expectRefusal();
        }
    }
}
