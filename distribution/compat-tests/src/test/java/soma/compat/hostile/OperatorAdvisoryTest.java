/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import soma.compat.server.Await;
import soma.compat.server.ServerExecutable;
import soma.compat.wire.WireClient;

/** Advisories about operators, accounts and users as JWTs: tokens that are signed well and mean harm. */
class OperatorAdvisoryTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String PLAIN = "\"type\":\"user\",\"version\":2";

    /** Values of {@code nats} in the token of a user that no server may take for a user. */
    private static final List<String> NO_USERS = List.of(
            "null",
            "[]",
            "5",
            "\"x\"",
            "{\"type\":[\"user\"],\"version\":2}",
            "{\"type\":\"account\",\"version\":2}",
            "{\"type\":\"user\",\"version\":\"2\"}",
            "{\"type\":\"user\",\"version\":99}",
            "{\"type\":\"user\",\"version\":1e400}",
            "{" + PLAIN + ",\"pub\":[]}",
            "{" + PLAIN + ",\"pub\":\"x\"}",
            "{" + PLAIN + ",\"pub\":{\"allow\":\"x\"}}",
            "{" + PLAIN + ",\"sub\":{\"deny\":{}}}",
            "{" + PLAIN + ",\"sub\":{\"allow\":[1]}}",
            "{" + PLAIN + ",\"resp\":[]}",
            "{" + PLAIN + ",\"resp\":{\"max\":\"x\"}}",
            "{" + PLAIN + ",\"resp\":{\"max\":1,\"ttl\":[]}}",
            "{" + PLAIN + ",\"src\":123}",
            "{" + PLAIN + ",\"src\":{\"a\":1}}",
            "{" + PLAIN + ",\"src\":[\"300.1.1.1/99\"]}",
            "{" + PLAIN + ",\"times\":[null]}",
            "{" + PLAIN + ",\"times\":\"x\"}",
            "{" + PLAIN + ",\"times\":[1]}",
            "{" + PLAIN + ",\"times\":[{\"start\":\"99:99:99\",\"end\":\"\"}]}",
            "{" + PLAIN + ",\"subs\":\"x\"}",
            "{" + PLAIN + ",\"subs\":1e400}",
            "{" + PLAIN + ",\"payload\":99999999999999999999}",
            "{" + PLAIN + ",\"allowed_connection_types\":\"x\"}",
            "{" + PLAIN + ",\"allowed_connection_types\":[{}]}",
            "{" + PLAIN + ",\"tags\":5}",
            "{" + PLAIN + ",\"bearer_token\":\"yes\"}",
            "{" + PLAIN + ",\"issuer_account\":5}");

    /** Values of {@code nats} that a server may take or refuse; all that matters is that it lives on. */
    private static final List<String> ODD_USERS = List.of(
            "{}",
            "{\"type\":null}",
            "{" + PLAIN + ",\"pub\":null,\"sub\":null,\"resp\":null,\"src\":null,\"times\":null,\"tags\":null}",
            "{" + PLAIN + ",\"pub\":{\"allow\":[null]}}",
            "{" + PLAIN + ",\"pub\":{\"allow\":[\"\",\"..\",\"> >\",\"a.>.b\"]}}",
            "{" + PLAIN + ",\"resp\":{\"max\":-9223372036854775808,\"ttl\":9223372036854775807}}",
            "{" + PLAIN + ",\"src\":[null]}",
            "{" + PLAIN + ",\"tags\":[null]}",
            "{" + PLAIN + ",\"issuer_account\":null}");

    /** What may follow the type in the token of an account. */
    private static final List<String> ODD_ACCOUNTS = List.of(
            ",\"imports\":[null]",
            ",\"exports\":[null]",
            ",\"imports\":[{}]",
            ",\"exports\":[{}]",
            ",\"imports\":{}",
            ",\"exports\":\"x\"",
            ",\"imports\":null,\"exports\":null",
            ",\"imports\":[{\"account\":null,\"subject\":null,\"type\":null}]",
            ",\"exports\":[{\"subject\":\"a\",\"type\":\"service\",\"service_latency\":null}]",
            ",\"exports\":[{\"subject\":\"a\",\"type\":\"service\",\"service_latency\":{}}]",
            ",\"exports\":[{\"subject\":\"a\",\"type\":\"stream\",\"revocations\":[]}]",
            ",\"limits\":null",
            ",\"limits\":[]",
            ",\"limits\":{\"tiered_limits\":{\"R1\":null}}",
            ",\"revocations\":[null]",
            ",\"revocations\":{\"*\":\"x\"}",
            ",\"revocations\":{\"\":null}",
            ",\"signing_keys\":[null]",
            ",\"signing_keys\":[{\"kind\":\"user_scope\",\"key\":null,\"template\":null}]",
            ",\"signing_keys\":[{\"kind\":\"user_scope\"}]",
            ",\"default_permissions\":[]",
            ",\"default_permissions\":{\"pub\":null,\"sub\":{\"allow\":[null]}}",
            ",\"mappings\":{\"a\":null}",
            ",\"mappings\":{\"a\":[null]}",
            ",\"mappings\":{\"\":[{\"subject\":\"\"}]}",
            ",\"authorization\":{\"auth_users\":[null],\"allowed_accounts\":null}",
            ",\"authorization\":[]",
            ",\"trace\":{\"dest\":null,\"sampling\":-1}");

    /** CVE-2020-26521: a token of a user that is signed well, and in which something is missing or of another type. */
    @Test
    void S03_tokens_of_users_with_anything_in_them_let_nobody_in() {
        Realm realm = new Realm();
        try (Siege siege = realm.siege()) {
            for (String nats : NO_USERS) {
                assertEquals(Realm.VIOLATION, answer(siege, realm, "\"sub\":\"" + realm.user.publicKey() + "\"", nats));
            }
            for (String nats : ODD_USERS) {
                answer(siege, realm, "\"sub\":\"" + realm.user.publicKey() + "\"", nats);
            }
            for (String subject :
                    List.of("\"x\":1", "\"sub\":null", "\"sub\":5", "\"sub\":[]", "\"sub\":\"\"", "\"sub\":\"U\"")) {
                assertEquals(Realm.VIOLATION, answer(siege, realm, subject, "{" + PLAIN + "}"), subject);
            }
            for (String more :
                    List.of("\"exp\":\"x\"", "\"exp\":1e400", "\"exp\":[]", "\"nbf\":4102444800", "\"exp\":1")) {
                String members = more + ",\"sub\":\"" + realm.user.publicKey() + "\"";
                assertEquals(Realm.VIOLATION, answer(siege, realm, members, "{" + PLAIN + "}"), more);
            }
        }
    }

    private static String answer(Siege siege, Realm realm, String members, String nats) {
        String payload = "{\"jti\":\"x\",\"iat\":1,\"iss\":\"" + realm.account.publicKey() + "\"," + members
                + ",\"nats\":" + nats + "}";
        return Realm.answer(siege, Token.sign(Token.HEADER, payload, realm.account), realm.user);
    }

    @Test
    void S03_what_is_no_token_lets_nobody_in() {
        Realm realm = new Realm();
        String good = Token.user(realm.account, realm.user, "");
        String[] parts = good.split("\\.", -1);
        String none = "{\"typ\":\"JWT\",\"alg\":\"none\"}";
        List<String> tokens = List.of(
                "x",
                "..",
                "...",
                "eyJ.eyJ.eyJ",
                parts[0] + "." + parts[1] + ".",
                parts[0] + "." + parts[1] + "." + parts[2].substring(0, 20),
                parts[0] + ".." + parts[2],
                "." + parts[1] + "." + parts[2],
                good + ".x",
                Token.chunk(none.getBytes(StandardCharsets.UTF_8)) + "." + parts[1] + ".",
                Token.sign(none, Token.payload(good), realm.account),
                Token.sign("null", Token.payload(good), realm.account),
                Token.sign("[]", Token.payload(good), realm.account),
                Token.sign(Token.HEADER, "null", realm.account),
                Token.sign(Token.HEADER, "[]", realm.account),
                Token.sign(Token.HEADER, "", realm.account),
                Token.sign(Token.HEADER, "{\"a\":".repeat(300), realm.account),
                Token.sign(Token.HEADER, Token.payload(good), NKey.create('A')));
        try (Siege siege = realm.siege()) {
            assertEquals("PONG\r\n", Realm.answer(siege, good, realm.user));
            for (String token : tokens) {
                try (WireClient client = Realm.begin(siege.server().port(), token, realm.user)) {
                    assertEquals(Realm.VIOLATION, client.readToEnd(), token);
                }
            }
        }
    }

    /** The same in tokens of accounts, which arrive while the server runs. */
    @Test
    void S03_tokens_of_accounts_with_anything_in_them_do_no_harm() {
        Realm realm = new Realm();
        NKey odd = NKey.create('A');
        try (Siege siege = realm.siege();
                WireClient administrator = realm.administrator(siege)) {
            for (String members : ODD_ACCOUNTS) {
                String answer = Realm.push(administrator, odd, Token.account(realm.operator, odd, members));
                assertTrue(answer.contains("\"code\":"), members + ": " + answer);
                Realm.answer(siege, Token.user(odd, realm.user, ""), realm.user);
                realm.update(administrator, odd, "");
                Realm.logIn(siege.server().port(), odd, realm.user).close();
            }
        }
    }

    /** CVE-2020-26892: credentials whose time has passed went on working. */
    @Test
    void S04_who_is_connected_when_a_token_expires_is_turned_out() {
        Realm realm = new Realm();
        try (Siege siege = realm.siege()) {
            String token = Token.user(realm.account, realm.user, "\"exp\":" + (Token.now() + 2) + ",");
            try (WireClient client = Realm.begin(siege.server().port(), token, realm.user)) {
                client.expect("PONG\r\n");
                client.expect("-ERR 'User Authentication Expired'\r\n");
                client.expectClosed();
            }
            // a token still holds in the second in which it ends
            Await.until("it is refused", LIMIT, () -> Realm.VIOLATION.equals(Realm.answer(siege, token, realm.user)));
        }
    }

    @Test
    void S04_a_user_that_is_revoked_is_turned_out_and_stays_out() {
        Realm realm = new Realm();
        NKey other = NKey.create('U');
        try (Siege siege = realm.siege();
                WireClient administrator = realm.administrator(siege)) {
            NKey account = NKey.create('A');
            realm.update(administrator, account, "");
            long before = Token.now() - 10;
            String revoked = Token.user(account, other, "\"iat\":" + before + ",");
            String untouched = Token.user(account, realm.user, "\"iat\":" + before + ",");
            try (WireClient client = Realm.begin(siege.server().port(), revoked, other);
                    WireClient bystander = Realm.begin(siege.server().port(), untouched, realm.user)) {
                client.expect("PONG\r\n");
                bystander.expect("PONG\r\n");
                String revocation = ",\"revocations\":{\"" + other.publicKey() + "\":" + (before + 5) + "}";
                realm.update(administrator, account, revocation);
                client.expect("-ERR 'User Authentication Revoked'\r\n");
                client.expectClosed();
                assertEquals(Realm.VIOLATION, Realm.answer(siege, revoked, other));
                assertEquals("PONG\r\n", Realm.answer(siege, Token.user(account, other, ""), other), "issued later");
                assertEquals("", bystander.drained());
            }
        }
    }

    @Test
    void S04_all_users_that_were_issued_before_are_revoked_at_once() {
        Realm realm = new Realm();
        try (Siege siege = realm.siege();
                WireClient administrator = realm.administrator(siege)) {
            NKey account = NKey.create('A');
            realm.update(administrator, account, "");
            long before = Token.now() - 10;
            String revoked = Token.user(account, realm.user, "\"iat\":" + before + ",");
            try (WireClient client = Realm.begin(siege.server().port(), revoked, realm.user);
                    WireClient later = Realm.logIn(siege.server().port(), account, realm.user)) {
                client.expect("PONG\r\n");
                realm.update(administrator, account, ",\"revocations\":{\"*\":" + (before + 5) + "}");
                client.expect("-ERR 'User Authentication Revoked'\r\n");
                client.expectClosed();
                assertEquals(Realm.VIOLATION, Realm.answer(siege, revoked, realm.user));
                assertEquals("", later.drained());
                Realm.logIn(siege.server().port(), account, realm.user).close();
            }
        }
    }

    /** CVE-2022-28357: the id of an account became a path. */
    @Test
    void S10_no_id_of_an_account_leads_out_of_the_directory() throws IOException {
        Realm realm = new Realm();
        try (Siege siege = realm.siege();
                WireClient administrator = realm.administrator(siege);
                WireClient aside = realm.administrator(siege)) {
            Path folder = siege.server().folder();
            String secret = "c2VjcmV0LXRoYXQtaXMtbm8tdG9rZW4";
            Files.writeString(folder.resolve("decoy.jwt"), secret);
            Set<String> before = tree(folder);
            aside.send("UNSUB 9\r\nSUB aside 8\r\n");
            for (String id : ids(folder)) {
                String nats = "\"type\":\"account\"," + Token.ACCOUNT_LIMITS;
                String token = Token.claims(realm.operator, id.replace("\\", "\\\\"), "", nats);
                String answer = Realm.request(administrator, "$SYS.REQ.CLAIMS.UPDATE", token);
                assertTrue(answer.contains("\"error\""), id + ": " + answer);
                if (!id.isEmpty() && !id.contains(".")) { // a token of a subject
                    String subject = "$SYS.REQ.ACCOUNT." + id + ".CLAIMS.";
                    aside.send("PUB " + subject + "UPDATE aside " + token.length() + "\r\n" + token + "\r\n");
                    aside.send("PUB " + subject + "LOOKUP aside 0\r\n\r\n");
                    assertFalse(aside.drained().contains(secret), id);
                }
            }
            String known = "$SYS.REQ.ACCOUNT." + realm.account.publicKey() + ".CLAIMS.LOOKUP";
            aside.send("PUB " + known + " aside 0\r\n\r\n");
            String answers = "";
            while (!answers.contains("\r\neyJ")) { // by now all others are answered
                answers += aside.line();
                assertFalse(answers.contains(secret), answers);
            }
            assertEquals(before, tree(folder));
        }
    }

    private static List<String> ids(Path folder) {
        return List.of(
                "",
                "A",
                "..",
                ".",
                "../x",
                "../../x",
                "A/../..",
                "..\\x",
                "..\\..\\x",
                "/etc/passwd",
                folder + "/decoy",
                "../../../../decoy",
                "A".repeat(55) + "B", // a wrong sum
                "A".repeat(300),
                // nats-server keeps a file for any kind of key, within the directory
                ServerExecutable.strict() ? NKey.create('U').publicKey() : "U",
                NKey.create('A').publicKey() + "/../x",
                "x\u0000y");
    }

    private static Set<String> tree(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(file -> folder.relativize(file).toString()).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same from somebody who answers in place of another server. */
    @Test
    void S10_no_answer_of_another_server_leads_out_of_the_directory() {
        Realm realm = new Realm();
        NKey good = NKey.create('A');
        try (Siege siege = realm.siege(", interval: \"1s\"");
                WireClient administrator = realm.administrator(siege)) {
            Path folder = siege.server().folder();
            Set<String> before = tree(folder);
            assertFalse(before.contains(file(good)), "there already");
            administrator.send("SUB $SYS.REQ.CLAIMS.PACK 1\r\n");
            String[] head = administrator.answer().strip().split(" ", -1);
            assertEquals("$SYS.REQ.CLAIMS.PACK", head[1]);
            administrator.bytes(Integer.parseInt(head[head.length - 1]) + 2);
            for (String id : ids(folder)) {
                for (String subject : List.of(good.publicKey(), id)) {
                    String nats = "\"type\":\"account\"," + Token.ACCOUNT_LIMITS;
                    String token = Token.claims(realm.operator, subject.replace("\\", "\\\\"), "", nats);
                    reply(administrator, head[3], id + "|" + token);
                }
            }
            reply(administrator, head[3], "|\n||\n\n" + good.publicKey() + "|");
            reply(administrator, head[3], good.publicKey() + "|" + Token.account(realm.operator, good, ""));
            reply(administrator, head[3], "");
            Await.until("the good one is kept", LIMIT, () -> Files.exists(folder.resolve(file(good))));
            Realm.logIn(siege.server().port(), good, realm.user).close();
            Set<String> after = tree(folder).stream()
                    .filter(name -> !name.equals(file(good)))
                    .collect(Collectors.toUnmodifiableSet());
            assertEquals(before, after);
        }
    }

    private static String file(NKey account) {
        return Realm.DIRECTORY + "/" + account.publicKey() + ".jwt";
    }

    private static void reply(WireClient client, String subject, String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.ISO_8859_1);
        client.send("PUB " + subject + " " + bytes.length + "\r\n" + payload + "\r\n");
    }

    /** Base64 with what is left over, which no two servers may read as different tokens. */
    @Test
    void S03_a_token_with_something_left_over_is_refused_or_the_same() {
        Realm realm = new Realm();
        String good = Token.user(realm.account, realm.user, "");
        byte[] signature = Base64.getUrlDecoder().decode(good.substring(good.lastIndexOf('.') + 1));
        signature[63] ^= 1;
        String other = good.substring(0, good.lastIndexOf('.') + 1) + Token.chunk(signature);
        try (Siege siege = realm.siege()) {
            assertEquals(Realm.VIOLATION, Realm.answer(siege, other, realm.user));
            if (ServerExecutable.strict()) {
                assertEquals(Realm.VIOLATION, Realm.answer(siege, good + "==", realm.user));
            }
        }
    }
}
