/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthResult.Granted;
import soma.spi.auth.AuthResult.Refused;
import soma.spi.auth.Authenticator;
import soma.spi.tck.auth.AuthenticatorContract;
import soma.spi.tck.fixture.Await;
import soma.spi.tck.fixture.PlainAuthRequest;
import soma.spi.tck.fixture.PlainServer;

final class LdapAuthenticatorTest extends AuthenticatorContract {
    private final FakeDirectory fake = FakeDirectory.plain();
    private final LdapAuthenticator authenticator = new LdapAuthenticator();

    @AfterEach
    void stop() {
        authenticator.stop();
        fake.close();
    }

    @Override
    protected Authenticator authenticator() {
        Map<String, Object> groups = new LinkedHashMap<>();
        groups.put("admins", Map.of("account", "OPS"));
        groups.put("users", Map.of());
        return use(Map.of("groups", groups));
    }

    private Authenticator use(Map<String, Object> more) {
        var server = new PlainServer();
        server.spaces().obtain("OPS");
        authenticator.use(Configs.of("ldap://127.0.0.1:" + fake.port(), Configs.SEARCH, more));
        authenticator.start(server);
        return authenticator;
    }

    @Override
    protected Map<String, PlainAuthRequest> granted() {
        return Map.of(
                "alice", with("alice", "wonder"), "bob", with("bob", "builder"), "ALICE", with("ALICE", "wonder"));
    }

    @Override
    protected void checkAdmission(String example, Admission admission) {
        String name = example.toLowerCase(Locale.ROOT);
        assertEquals(name, admission.user());
        assertEquals(name.equals("alice") ? "OPS" : "$G", admission.space().name());
    }

    @Override
    protected Map<String, PlainAuthRequest> refused() {
        return Map.of(
                "wrong password",
                with("alice", "builder"),
                "unknown user",
                with("nobody", "wonder"),
                "no password",
                with("alice", ""),
                "no password at all",
                PlainAuthRequest.of(Map.of("user", "alice")),
                "a pattern",
                with("al*", "wonder"),
                "a blank after the name",
                with("alice ", "wonder"),
                "a line in the name",
                with("a\nb", "wonder"),
                "a long name",
                with("a".repeat(300), "wonder"),
                "found twice",
                with("twin", "s4me"));
    }

    @Override
    protected Map<String, PlainAuthRequest> foreign() {
        return Map.of(
                "nothing", PlainAuthRequest.of(Map.of()),
                "a token", PlainAuthRequest.of(Map.of("auth_token", "s3cret")),
                "a password alone", PlainAuthRequest.of(Map.of("pass", "s3cret")),
                "a key", PlainAuthRequest.of(Map.of("user", "alice", "nkey", "U", "sig", "x")));
    }

    private static PlainAuthRequest with(String user, String password) {
        return PlainAuthRequest.of(Map.of("user", user, "pass", password));
    }

    @Test
    void groupsThatCountForNothingLetNobodyIn() {
        use(Map.of("groups", Map.of("pilots", Map.of())));
        assertEquals("\"alice\" is in none of the groups in ldap.groups", reason("alice", "wonder"));
        use(Map.of("account", "nowhere"));
        assertEquals("\"alice\": there is no account \"nowhere\"", reason("alice", "wonder"));
    }

    @Test
    void aDirectoryThatCannotBeReachedLetsNobodyIn() {
        use(Map.of());
        fake.close();
        assertEquals("\"alice\": the directory cannot be asked: connect error", reason("alice", "wonder"));
    }

    @Test
    void rightPasswordsAreRememberedIfTheConfigurationSaysSo() {
        use(Map.of("cache", "1m"));
        assertEquals("", reason("alice", "wonder"));
        fake.password("alice", "other");
        assertEquals("", reason("alice", "wonder"));
        use(Map.of());
        assertEquals("\"alice\" is unknown to the directory, or the password is wrong", reason("alice", "wonder"));
    }

    /** Returns why somebody is refused; empty if not. */
    private String reason(String user, String password) {
        var result = Await.completion("an answer", authenticator.authenticate(with(user, password)));
        return result instanceof Granted
                ? ""
                : assertInstanceOf(Refused.class, result).reason();
    }
}
