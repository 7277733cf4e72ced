/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import soma.kernel.testkit.Plugins;
import soma.kernel.testkit.TestConnection;
import soma.kernel.testkit.TestKernel;
import soma.plugin.accounts.api.Accounts;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;
import soma.spi.auth.Authenticator;
import soma.spi.auth.Authorization;
import soma.spi.auth.Limits;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.Lifecycle;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.server.Server;

/** Lets everyone into the account that is their user name, and gives tests the accounts. */
public final class TestUsers implements ServerPlugin, Authenticator, Lifecycle {
    private final Map<String, Authorization> permissions = new ConcurrentHashMap<>();
    private final Map<String, Limits> limits = new ConcurrentHashMap<>();
    private @Nullable Server server;
    private @Nullable Accounts accounts;

    /** Makes a kernel with accounts and whoever is needed for them. */
    public TestKernel kernel(String configuration) {
        return TestKernel.with(plugins()).configuration(configuration).start();
    }

    /** Returns the plugins of such a kernel. */
    public List<ServerPlugin> plugins() {
        List<ServerPlugin> plugins = new ArrayList<>(Plugins.installed("auth-users", "subject-mapping"));
        plugins.add(new AccountsPlugin());
        plugins.add(this);
        return plugins;
    }

    /** Lets a client into an account. */
    public static TestConnection in(TestKernel kernel, String account) {
        return kernel.connect("\"user\":\"" + account + '"').expectIn();
    }

    /** Restricts everyone in an account. */
    void permit(String account, Authorization authorization) {
        permissions.put(account, authorization);
    }

    /** Limits everyone in an account. */
    void limit(String account, Limits most) {
        limits.put(account, most);
    }

    /** Returns the accounts of the kernel. */
    public Accounts accounts() {
        if (accounts == null) {
            throw new IllegalStateException("no kernel yet");
        }
        return accounts;
    }

    @Override
    public PluginInfo info() {
        return PluginInfo.of("test-users", "0.1.0", "accounts");
    }

    @Override
    public void contribute(Contributions contributions) {
        accounts = contributions.require(Accounts.class);
        contributions.add(Authenticator.POINT, this);
        contributions.add(Lifecycle.POINT, this);
    }

    @Override
    public void start(Server running) {
        server = running;
    }

    @Override
    public String name() {
        return "test-users";
    }

    @Override
    public int order() {
        return 0;
    }

    @Override
    public boolean required() {
        return false;
    }

    @Override
    public CompletionStage<AuthResult> authenticate(AuthRequest request) {
        String account = request.text("user");
        Server running = server;
        if (account.isEmpty() || running == null) {
            return CompletableFuture.completedFuture(AuthResult.ABSTAINED);
        }
        Admission admission = Admission.to(running.spaces().obtain(account))
                .as(account)
                .with(permissions.getOrDefault(account, Authorization.ALLOW_ALL))
                .with(limits.getOrDefault(account, Limits.NONE));
        return CompletableFuture.completedFuture(new AuthResult.Granted(admission));
    }
}
