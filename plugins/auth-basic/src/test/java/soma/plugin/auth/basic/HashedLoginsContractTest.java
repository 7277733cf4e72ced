/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.basic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import soma.spi.auth.Admission;
import soma.spi.auth.Authenticator;
import soma.spi.plugin.Lifecycle;
import soma.spi.plugin.ServerPlugin;
import soma.spi.tck.auth.AuthenticatorContract;
import soma.spi.tck.fixture.ConfigNodes;
import soma.spi.tck.fixture.PlainAuthRequest;
import soma.spi.tck.fixture.PlainServer;
import soma.spi.tck.fixture.RecordedContributions;

/** What every authenticator must do, done by users with plain and hashed passwords. */
class HashedLoginsContractTest extends AuthenticatorContract {
    @Override
    protected Authenticator authenticator() {
        List<Map<String, String>> users = List.of(
                Map.of("user", "hashed", "password", Logins.HASH_OF_U_U),
                Map.of("user", "plain", "password", "plain-password"));
        var contributions = new RecordedContributions(ConfigNodes.of(Map.of("authorization", Map.of("users", users))));
        List<ServerPlugin> plugins = Logins.plugins();
        plugins.forEach(plugin -> plugin.declare(contributions));
        plugins.forEach(plugin -> plugin.contribute(contributions));
        contributions.extensions(Lifecycle.POINT).forEach(life -> start(life, contributions));
        return contributions.extensions(Authenticator.POINT).getFirst();
    }

    private static void start(Lifecycle life, RecordedContributions contributions) {
        try {
            life.start(new PlainServer(contributions));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static PlainAuthRequest request(String user, String password) {
        return PlainAuthRequest.of(Map.of("user", user, "pass", password));
    }

    @Override
    protected Map<String, PlainAuthRequest> granted() {
        return Map.of("hashed", request("hashed", "U*U"), "plain", request("plain", "plain-password"));
    }

    @Override
    protected Map<String, PlainAuthRequest> refused() {
        return Map.of(
                "hashed", request("hashed", "wrong-password"),
                "the hash", request("hashed", Logins.HASH_OF_U_U),
                "plain", request("plain", "wrong-password"),
                "empty", request("plain", ""),
                "unknown", request("unknown", "plain-password"));
    }

    @Override
    protected Map<String, PlainAuthRequest> foreign() {
        return Map.of(
                "nothing", PlainAuthRequest.of(Map.of()),
                "token", PlainAuthRequest.of(Map.of("auth_token", "plain-password")),
                "password", PlainAuthRequest.of(Map.of("pass", "plain-password")));
    }

    @Override
    protected void checkAdmission(String example, Admission admission) {
        assertEquals(example, admission.user());
    }
}
