/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

import java.util.ArrayList;
import java.util.List;
import soma.kernel.testkit.Plugins;
import soma.kernel.testkit.TestConnection;
import soma.kernel.testkit.TestKernel;
import soma.kernel.testkit.TestKernelBuilder;
import soma.plugin.auth.basic.BasicAuthPlugin;
import soma.spi.plugin.ServerPlugin;

/** Kernels with users: alice, of whom the test says what she may do, and bob, who may do anything. */
final class Users {
    private Users() {}

    static List<ServerPlugin> plugins() {
        List<ServerPlugin> all = new ArrayList<>(Plugins.installed("auth-users", "auth-permissions"));
        all.add(new BasicAuthPlugin());
        return all;
    }

    static TestKernelBuilder configured(String configuration) {
        return TestKernel.with(plugins()).configuration(configuration);
    }

    /** Returns a configuration. */
    static String may(String permissions) {
        return "authorization { users: [ { user: alice, password: pa, permissions: { " + permissions + " } },"
                + " { user: bob, password: pb } ] }";
    }

    static TestKernel start(String permissions) {
        return configured(may(permissions)).start();
    }

    static TestConnection alice(TestKernel kernel) {
        return kernel.connect("\"user\":\"alice\",\"pass\":\"pa\"").expectIn();
    }

    static TestConnection bob(TestKernel kernel) {
        return kernel.connect("\"user\":\"bob\",\"pass\":\"pb\"").expectIn();
    }
}
