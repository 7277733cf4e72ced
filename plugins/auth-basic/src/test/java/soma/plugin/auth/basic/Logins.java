/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.basic;

import java.util.ArrayList;
import java.util.List;
import soma.kernel.testkit.Plugins;
import soma.kernel.testkit.TestKernel;
import soma.kernel.testkit.TestKernelBuilder;
import soma.spi.plugin.ServerPlugin;

/** Kernels with both plugins, and what clients send. */
final class Logins {
    /** The bcrypt hash of {@code U*U} at the lowest cost, from the test vectors of its inventors. */
    static final String HASH_OF_U_U = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";

    private Logins() {}

    static List<ServerPlugin> plugins(ServerPlugin... more) {
        List<ServerPlugin> all = new ArrayList<>(Plugins.installed("auth-users", "auth-basic"));
        all.addAll(List.of(more));
        return all;
    }

    static TestKernelBuilder configured(String configuration) {
        return TestKernel.with(plugins()).configuration(configuration);
    }

    static TestKernel start(String configuration) {
        return configured(configuration).start();
    }

    /** Returns the fields of CONNECT. */
    static String user(String name, String password) {
        return "\"user\":\"" + name + "\",\"pass\":\"" + password + "\"";
    }

    static String token(String token) {
        return "\"auth_token\":\"" + token + "\"";
    }
}
