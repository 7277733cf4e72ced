/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import soma.kernel.testkit.Plugins;
import soma.kernel.testkit.Transcript;
import soma.plugin.auth.basic.BasicAuthPlugin;
import soma.plugin.auth.permissions.PermissionsPlugin;
import soma.spi.plugin.ServerPlugin;

/** Conversations recorded from nats-server. */
class AccountTranscriptsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "accounts/default-permissions",
                "accounts/limit-connections",
                "accounts/limit-payload",
                "accounts/limit-subscriptions",
                "accounts/mapping",
                "accounts/request-nobody-serves",
                "accounts/stream-denied",
                "accounts/stream-import",
                "accounts/stream-not-passed-on",
                "accounts/stream-own-and-imported",
                "accounts/stream-prefix",
                "accounts/stream-queue",
                "accounts/stream-to",
                "accounts/stream-to-literal",
                "accounts/stream-twice",
                "accounts/stream-unsubscribe",
                "accounts/system-only",
                "accounts/system-only-and-authorization",
                "auth/account-of-user",
                "auth/accounts-are-apart",
            })
    void theAnswersAreThoseOfNatsServer(String name) {
        List<ServerPlugin> plugins = new ArrayList<>(Plugins.installed("auth-users", "subject-mapping"));
        plugins.add(new BasicAuthPlugin());
        plugins.add(new PermissionsPlugin());
        plugins.add(new AccountsPlugin());
        Transcript.play(name, plugins);
    }
}
