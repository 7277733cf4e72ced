/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.nkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import soma.kernel.testkit.Plugins;
import soma.kernel.testkit.RecordedLog;
import soma.kernel.testkit.TestConnection;
import soma.kernel.testkit.TestKernel;
import soma.kernel.testkit.TestKernelBuilder;
import soma.plugin.auth.basic.BasicAuthPlugin;
import soma.plugin.auth.nkey.api.KeyPair;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;

/** Users with keys log in to a whole server. */
final class NkeyLoginTest {
    private static final KeyPair ALICE = KeyPair.create(KeyKind.USER);
    private static final KeyPair BOB = KeyPair.create(KeyKind.USER);
    private static final String USERS = "authorization { users: [ {nkey: " + ALICE.publicKey()
            + "}, {user: carol, password: secret}, {nkey: " + BOB.publicKey() + ", proxy_required: true} ] }";

    @Test
    void letsInWhoSignsTheNonce() {
        try (TestKernel kernel = kernel().configuration(USERS).start()) {
            TestConnection client = kernel.open();
            client.connect(proof(ALICE, ALICE, client)).expectIn();
            kernel.server()
                    .sessions()
                    .forEach(session -> assertEquals(
                            ALICE.publicKey(), session.view().identity().user()));
            kernel.connect("\"user\":\"carol\",\"pass\":\"secret\"").expectIn();
        }
    }

    @Test
    void refusesEveryoneElse() {
        try (TestKernel kernel = kernel().configuration(USERS).start()) {
            String nkey = "\"nkey\":\"" + ALICE.publicKey() + "\"";
            kernel.connect(nkey).expectRefusal();
            kernel.connect(nkey + ",\"sig\":\"\"").expectRefusal();
            kernel.connect(nkey + ",\"sig\":\"nonsense!\"").expectRefusal();
            TestConnection withAnotherKey = kernel.open();
            withAnotherKey.connect(proof(ALICE, BOB, withAnotherKey)).expectRefusal();
            TestConnection unknown = kernel.open();
            KeyPair stranger = KeyPair.create(KeyKind.USER);
            unknown.connect(proof(stranger, stranger, unknown)).expectRefusal();
            TestConnection first = kernel.open();
            TestConnection second = kernel.open();
            String ofAnotherConnection = proof(ALICE, ALICE, first);
            second.takeInfo();
            second.connect(ofAnotherConnection).expectRefusal();
            kernel.connect("").expectRefusal();
        }
    }

    @Test
    void judgesWhoShowsAKeyByThatKeyAlone() {
        try (TestKernel kernel = kernel().configuration(USERS).start()) {
            kernel.connect("\"nkey\":\"nonsense\",\"user\":\"carol\",\"pass\":\"secret\"")
                    .expectRefusal();
        }
    }

    @Test
    void sendsANonceWhileThereIsAUserWithAKey() {
        try (TestKernel kernel = kernel().configuration(USERS).start()) {
            String nonce = TestConnection.nonceOf(kernel.open().takeInfo());
            assertEquals(15, nonce.length());
            assertFalse(nonce.equals(TestConnection.nonceOf(kernel.open().takeInfo())));
            kernel.reload("authorization { users: [ {user: carol, password: secret} ] }");
            assertEquals("", TestConnection.nonceOf(kernel.open().takeInfo()));
        }
    }

    @Test
    void endsConnectionsOfUsersWhoAreGone() {
        try (TestKernel kernel = kernel().configuration(USERS).start()) {
            TestConnection client = kernel.open();
            client.connect(proof(ALICE, ALICE, client)).expectIn();
            kernel.reload(USERS);
            client.expectIn();
            kernel.reload("authorization { users: [ {user: carol, password: secret} ] }");
            client.expectRefusal();
        }
    }

    @Test
    void keepsOutWhoMustComeThroughAProxy() {
        try (TestKernel kernel = kernel().configuration(USERS).start()) {
            TestConnection client = kernel.open();
            client.connect(proof(BOB, BOB, client)).expectEnd("-ERR 'Authorization Violation'\r\n", "Proxy Required");
        }
    }

    @Test
    void theUserOfThoseWhoSayNothingMayHaveAKeyButNotNeedAProxy() {
        try (TestKernel kernel = kernel().configuration(USERS + "\nno_auth_user: " + ALICE.publicKey())
                .start()) {
            kernel.connect("").expectIn();
        }
        try (TestKernel kernel = kernel().configuration(USERS + "\nno_auth_user: " + BOB.publicKey())
                .start()) {
            kernel.connect("").expectEnd("-ERR 'Authorization Violation'\r\n", "Proxy Required");
            TestConnection silent = kernel.open();
            silent.takeInfo();
            silent.send("PING\r\n").expectRefusal();
        }
    }

    @Test
    void saysWhatIsWrongWithAUser() {
        String key = ALICE.publicKey();
        assertEquals(
                List.of("test.conf:1:25: Nkey users do not take usernames or passwords"),
                errors("{nkey: " + key + ", user: a, password: b}"));
        assertEquals(List.of("test.conf:1:25: Not a valid public nkey for a user"), errors("{nkey: nonsense}"));
        assertEquals(
                List.of("test.conf:1:25: Not a valid public nkey for a user"), errors("{nkey: " + ALICE.seed() + "}"));
        assertTrue(errors("{nkey: " + key + "}, {nkey: " + key + "}")
                .getFirst()
                .endsWith("Duplicate nkey \"" + key + "\" detected"));
        assertEquals(
                List.of("test.conf:1:16: unknown field \"nkey\""),
                kernel().configuration("authorization { nkey: " + key + " }").errors());
        assertFalse(RecordedLog.contains(ALICE.seed()));
    }

    private static List<String> errors(String users) {
        return kernel().configuration("authorization { users: [ " + users + " ] }")
                .errors();
    }

    private static TestKernelBuilder kernel() {
        return TestKernel.with(Plugins.installed("auth-users")).plugins(new BasicAuthPlugin(), new NkeyPlugin());
    }

    private static String proof(KeyPair user, KeyPair signer, TestConnection client) {
        byte[] nonce = TestConnection.nonceOf(client.takeInfo()).getBytes(StandardCharsets.US_ASCII);
        String signature = Base64.getUrlEncoder().withoutPadding().encodeToString(signer.sign(nonce));
        return "\"nkey\":\"" + user.publicKey() + "\",\"sig\":\"" + signature + "\"";
    }
}
