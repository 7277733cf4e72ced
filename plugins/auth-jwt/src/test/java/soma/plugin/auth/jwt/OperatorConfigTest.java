/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import soma.kernel.testkit.TestConnection;
import soma.kernel.testkit.TestKernel;
import soma.plugin.auth.jwt.api.AccountClaims;
import soma.plugin.auth.jwt.api.Jwt;
import soma.plugin.auth.jwt.api.JwtClaims;
import soma.plugin.auth.jwt.api.OperatorClaims;
import soma.plugin.auth.jwt.api.UserClaims;
import soma.plugin.auth.jwt.api.UserTerms;
import soma.plugin.auth.nkey.api.KeyPair;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;

/** Configurations of operator mode: which are good, and what is said of others. */
class OperatorConfigTest {
    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private static List<String> errors(World world) {
        return world.builder().errors();
    }

    private void expectError(String error) {
        List<String> errors = errors(world);
        assertTrue(errors.stream().anyMatch(one -> one.contains(error)), error + ": " + errors);
    }

    @Test
    void aGoodOneIsGood() {
        assertEquals(List.of(), errors(world));
        assertEquals(List.of(), world.builder().warnings());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "accounts { A {} }|operators do not allow Accounts to be configured directly",
                "authorization { users: [ { user: a, password: b } ] }|operators do not allow users to be configured",
                "authorization { token: a }|operators do not allow users to be configured directly",
                "no_auth_user: a|no_auth_user not compatible with Trusted Operator",
                "trusted_keys: OABC|trust key \"OABC\" required to be a valid public operator nkey",
                "trusted_keys: OAB2CB576PHBBPQ5ODORRZ2LYCMWPZGWGCN2KDK7DXOIMZASKUY3QZVT|conflicting options",
                "system_account: AAB2CB576PHBBPQ5ODORRZ2LYCMWPZGWGCN2KDK7DXOIMZASKUY3QPZV|must be identical",
                "resolver_pinned_accounts: [x]|pinned account key \"x\" is not a valid public account nkey",
                "default_sentinel: eyJ|default sentinel JWT not valid"
            })
    void conflictsAreNamed(String line, String error) {
        world.also(line);
        expectError(error);
    }

    @Test
    void operatorsNeedAResolver() {
        world.resolver("");
        expectError("operators require an account resolver to be configured");
    }

    @Test
    void theOperatorMayNameOne() {
        world.operator(OperatorClaims.PLAIN.servedBy("http://localhost:1/jwt/v1"))
                .resolver("")
                .without(world.account)
                .without(world.systemAccount);
        assertEquals(List.of(), errors(world));
    }

    @ParameterizedTest
    @ValueSource(strings = {"FOO", "URL", "\"URL(ftp://h/)\"", "\"URL(http:///x)\"", "{}", "{ type: x, dir: y }", "7"})
    void otherResolversAreRefused(String resolver) {
        world.resolver(resolver);
        expectError("error parsing account resolver");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ type: full }|dir has no value",
                "{ type: full, dir: x, ttl: \"1m\" }|FULL does not accept ttl",
                "{ type: full, dir: x, hard_delete: true }|hard_delete has no effect without delete",
                "{ type: full, dir: x, timeout: \"0s\" }|Fetch timeout is too small",
                "{ type: full, dir: x, other: 1 }|unknown field \"other\"",
                "{ type: full, dir: x, limit: many }|interface conversion",
                "{ type: cache, dir: x, interval: \"1m\" }|CACHE does not accept sync",
                "{ type: cache, dir: x, allow_delete: true }|CACHE does not accept allow_delete",
                "{ type: cache, dir: x, hard_delete: false }|CACHE does not accept hard_delete"
            })
    void directoriesHaveTheirKeys(String resolver, String error) {
        world.resolver(resolver);
        expectError(error);
    }

    @Test
    void directoriesNeedASystemAccount() {
        world.operator(OperatorClaims.PLAIN).resolver("{ type: full, dir: x }");
        expectError("using nats based account resolver - the system account needs to be specified");
    }

    @Test
    void urlsTakeNoPreload() {
        world.resolver("\"URL(http://localhost/)\"");
        expectError("resolver preloads only available for writeable resolver types");
    }

    @Test
    void preloadedAccountsMustBeAccounts() {
        world.preloaded(world.account, "rubbish");
        expectError("invalid account JWT");
        world.preloaded(world.account, World.token(world.account, world.user, UserClaims.PLAIN));
        expectError("invalid account JWT");
        assertFalse(errors(world).toString().contains("rubbish"));
        world.preloaded(world.account, world.account(world.systemAccount, AccountClaims.PLAIN, World.NOW));
        assertTrue(world.builder().warnings().getFirst().contains("is never found"));
    }

    @Test
    void theSentinelMustNeedNoSignature() {
        String plain = World.token(world.account, world.user, UserClaims.PLAIN);
        String scoped =
                World.token(world.account, world.user, new UserClaims(UserTerms.NONE, world.systemAccount.publicKey()));
        String bearer = World.token(world.account, world.user, UserClaims.PLAIN.with(UserTerms.UNLIMITED.bearer()));
        assertEquals(
                1,
                errors(new World().also("default_sentinel: \"" + plain + "\"")).size());
        assertEquals(List.of(), errors(new World().also("default_sentinel: \"" + scoped + "\"")));
        assertEquals(List.of(), errors(new World().also("default_sentinel: \"" + bearer + "\"")));
        List<String> alone = TestKernel.with(World.plugins())
                .configuration("default_sentinel: \"" + bearer + "\"")
                .errors();
        assertTrue(alone.getFirst().contains("default sentinel requires operators and accounts"), alone.toString());
    }

    @Test
    void operatorsMayBeInFiles(@TempDir Path directory) throws IOException {
        String token = Jwt.sign(
                        JwtClaims.of(world.operator.publicKey(), OperatorClaims.PLAIN), world.operator, World.NOW)
                .text();
        Path plain = Files.writeString(directory.resolve("plain.jwt"), token + "\n");
        Path decorated = Files.writeString(
                directory.resolve("op.jwt"),
                "-----BEGIN NATS OPERATOR JWT-----\n" + token + "\n------END NATS OPERATOR JWT------\n");
        for (Path file : List.of(plain, decorated)) {
            List<String> errors = TestKernel.with(World.plugins())
                    .configuration("operators: [\"" + file + "\"]\nresolver: MEM")
                    .errors();
            assertEquals(List.of(), errors);
        }
        for (String bad : List.of(directory + "/none", "eyJ", directory.toString())) {
            List<String> errors = TestKernel.with(World.plugins())
                    .configuration("operator: \"" + bad + "\"\nresolver: MEM")
                    .errors();
            assertTrue(errors.getFirst().contains("error parsing operator JWT"), errors.toString());
        }
    }

    @Test
    void trustedKeysAloneTurnOperatorModeOn() {
        try (TestKernel kernel = TestKernel.with(World.plugins())
                .configuration(
                        "trusted_keys: [" + world.operator.publicKey() + "]\nresolver: MEMORY\nresolver_preload { "
                                + world.account.publicKey() + ": \""
                                + world.account(world.account, AccountClaims.PLAIN, World.NOW) + "\" }")
                .start()) {
            UserClaims bearer = UserClaims.PLAIN.with(UserTerms.UNLIMITED.bearer());
            kernel.connect("\"jwt\":\"" + World.token(world.account, world.user, bearer) + "\"")
                    .expectIn();
            kernel.connect("").expectRefusal();
        }
    }

    @Test
    void withoutOperatorsNothingChanges() {
        try (TestKernel kernel = TestKernel.with(World.plugins()).start()) {
            kernel.connect("\"jwt\":\"eyJ\"").expectIn();
            assertFalse(kernel.open().takeInfo().contains("nonce"));
        }
    }

    @Test
    void aServerThatIsTooOldDoesNotStart() {
        world.operator(OperatorClaims.PLAIN
                .withSystemAccount(world.systemAccount.publicKey())
                .asserting("3.0.0"));
        RuntimeException e = assertThrows(RuntimeException.class, world::start);
        assertTrue(
                e.toString().contains("expected major version 3 > server major version 2")
                        || String.valueOf(e.getCause()).contains("expected major version 3"),
                e.toString());
    }

    @Test
    void aMissingSystemAccountKeepsTheServerFromStarting() {
        world.without(world.systemAccount);
        RuntimeException e = assertThrows(RuntimeException.class, world::start);
        assertTrue((e + " " + e.getCause()).contains("error resolving system account"), e.toString());
    }

    @Test
    void preloadAndPinsCanBeReloadedAndTrustCannot() {
        world.start();
        TestConnection client = world.login().expectIn();
        KeyPair late = KeyPair.create(KeyKind.ACCOUNT);
        String token = World.token(late, world.user, UserClaims.PLAIN);
        world.login(token, world.user).expectRefusal();
        world.kernel().reload(world.with(late, AccountClaims.PLAIN).configuration());
        world.login(token, world.user).expectIn();
        world.with(
                world.account,
                AccountClaims.PLAIN.revoking(Map.of(world.user.publicKey(), World.NOW.getEpochSecond())));
        world.kernel().reload(world.configuration());
        client.expect("-ERR 'User Authentication Revoked'\r\n");
        world.without(late);
        world.kernel().reload(world.configuration());
        world.login(token, world.user).expectRefusal();
        String before = world.configuration();
        world.operator(OperatorClaims.PLAIN
                .withSystemAccount(world.systemAccount.publicKey())
                .withSigningKeys(true, KeyPair.create(KeyKind.OPERATOR).publicKey()));
        IllegalStateException e =
                assertThrows(IllegalStateException.class, () -> world.kernel().reload(world.configuration()));
        assertTrue(String.valueOf(e.getMessage()).contains("TrustedOperators"), e.getMessage());
        world.kernel().reload(before);
    }
}
