/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import soma.compat.server.Seed;
import soma.compat.server.ServerExecutable;
import soma.compat.server.ServerProcess;
import soma.compat.transcript.Escapes;
import soma.compat.wire.WireClient;

class AdvisoryTest {

    private static final String CONNECT = "CONNECT {\"verbose\":false,\"headers\":true}\r\n";
    private static final String SECRET = "Zm9yYmlkZGVuLWtleQ";
    private static final String SECRETS = "\"verbose\":false,\"key\":\"" + SECRET + "\",\"tls\":{\"key\":\"" + SECRET
            + "\"},\"pass\":\"" + SECRET + "\",\"auth_token\":\"" + SECRET + "\",\"sig\":\"" + SECRET + "\"";
    private static final String VIOLATION = "-ERR 'Authorization Violation'\r\n";
    private static final List<String> ACCOUNT_CHOICES = List.of(
            "\"account\":\"B\"",
            "\"account\":\"$SYS\"",
            "\"account\":\"A\"",
            "\"account\":\"$G\"",
            "\"new_account\":true",
            "\"account\":\"fresh\",\"new_account\":true",
            "\"Account\":\"B\"");

    /** CVE-2019-13126: numbers beyond the integer range in size arguments. */
    @Test
    void S01_sizes_beyond_every_integer_close_the_connection() {
        List<String> huge = List.of(
                "PUB foo 9999999999999999999\r\n",
                "PUB foo -1\r\n",
                "PUB foo -9223372036854775808\r\n",
                "PUB foo 2147483648\r\n",
                "PUB foo 4294967296\r\n",
                "PUB foo 999999999\r\n",
                "HPUB foo 4294967296 4294967297\r\n",
                "HPUB foo -1 -1\r\n",
                "HPUB foo 999999999 999999999\r\n",
                "HPUB foo 2147483647 2147483648\r\n",
                "HPUB foo 12 99999999999999999999\r\n",
                "LMSG foo 9999999999999999999\r\n",
                "RMSG $G foo 9999999999999999999\r\n",
                "RMSG $G foo 999999999\r\n",
                "MSG foo 1 9999999999999999999\r\n",
                "HMSG foo 1 4294967296 4294967297\r\n");
        try (Siege siege = Siege.of(ServerProcess.start())) {
            for (String attack : huge) {
                siege.fatal(attack);
                siege.fatal(CONNECT + attack);
            }
        }
    }

    @Test
    void S01_a_huge_maximum_of_unsub_is_harmless() {
        try (Siege siege = Siege.of(ServerProcess.start())) {
            for (String max : List.of("9999999999999999999", "-1", "4294967297", "0", "999999999", "1e9")) {
                siege.survived(CONNECT + "SUB foo 1\r\nUNSUB 1 " + max + "\r\n");
            }
        }
    }

    /** CVE-2020-26149: clients that send their private key in CONNECT. The server must not keep it. */
    @Test
    void S02_secrets_and_unknown_members_of_connect_are_never_logged() {
        try (Siege siege = Siege.of(ServerProcess.start("-DV"))) {
            try (WireClient client = WireClient.connect(siege.server().port(), SECRETS)) {
                client.send("SUB told.apart 1\r\nPING\r\n");
                client.expect("PONG\r\n");
            }
            siege.server().awaitLog("told.apart"); // what came before it is in the log
            assertFalse(siege.server().log().contains("\"pass\":\"" + SECRET), "a password is in the log");
            if (ServerExecutable.strict()) { // nats-server traces unknown members
                assertFalse(siege.server().log().contains(SECRET), "an unknown member of CONNECT is in the log");
            }
        }
    }

    @Test
    void S02_secrets_and_unknown_members_of_connect_are_never_shown() throws IOException, InterruptedException {
        try (Siege siege = Siege.of(ServerProcess.start("-m", "-1"))) {
            try (WireClient client = WireClient.connect(siege.server().port(), SECRETS)) {
                client.send("PING\r\n");
                client.expect("PONG\r\n");
                for (String page : List.of("/connz?subs=detail&auth=1", "/varz")) {
                    assertFalse(get(siege.server(), page).contains(SECRET), page);
                }
            }
            String closed = "/connz?state=closed&auth=1";
            assertFalse(get(siege.server(), closed).contains(SECRET), closed);
        }
    }

    private static String get(ServerProcess server, String page) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.monitorPort() + page))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    /** CVE-2022-24450: a client chose its account in CONNECT. */
    @Test
    void S08_no_client_chooses_its_account() {
        try (Siege siege = Siege.of(ServerProcess.start())) {
            for (String choice : ACCOUNT_CHOICES) {
                assertEquals(VIOLATION, siege.fatal("CONNECT {\"verbose\":false," + choice + "}\r\n"), choice);
            }
        }
    }

    @Test
    void S08_no_user_chooses_its_account() {
        String accounts = "accounts { A { users: [{user: a, password: a}] }, B { users: [{user: b, password: b}] } }\n";
        String user = "\"verbose\":false,\"user\":\"a\",\"pass\":\"a\"";
        try (Siege siege = Siege.of(ServerProcess.startWithConfiguration(accounts), ",\"user\":\"a\",\"pass\":\"a\"")) {
            for (String choice : ACCOUNT_CHOICES) {
                assertEquals(VIOLATION, siege.fatal("CONNECT {" + user + "," + choice + "}\r\n"), choice);
            }
        }
    }

    /** nats-server reads a CR inside a line differently when the bytes arrive in pieces; a server must not. */
    @Test
    void TOB5_the_answer_does_not_depend_on_how_the_bytes_arrive() {
        Assumptions.assumeTrue(ServerExecutable.strict(), "nats-server itself does not hold to this");
        long seed = Seed.choose();
        Random random = new Random(seed);
        String alphabet = "\r\r\n\n\t  1foo";
        try (Siege siege = Siege.of(ServerProcess.start())) {
            for (int i = 0; i < 60; i++) {
                StringBuilder text = new StringBuilder(CONNECT).append(random.nextBoolean() ? "SUB " : "PUB ");
                for (int n = random.nextInt(12); n >= 0; n--) {
                    text.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
                if (text.indexOf("1111") >= 0) {
                    continue; // a payload longer than what ends the conversation
                }
                text.append("\r\n1\r\nPING\r\n");
                String whole = answer(siege, text.toString(), text.length());
                for (int cut = 1; cut < text.length(); cut += 1 + random.nextInt(4)) {
                    assertEquals(
                            Escapes.escape(whole),
                            Escapes.escape(answer(siege, text.toString(), cut)),
                            "seed " + seed + ", cut at " + cut + ": " + Escapes.escape(text.toString()));
                }
            }
        }
    }

    /**
     * Sends in two pieces, then what ends every conversation that is still going on: no verb, and no end of any payload
     * either.
     */
    private static String answer(Siege siege, String text, int cut) {
        try (WireClient client = WireClient.connect(siege.server().port())) {
            client.send(text.substring(0, cut));
            if (cut < text.length()) {
                client.awaitRead();
                client.send(text.substring(cut));
            }
            client.send("\r\n" + "X".repeat(2000));
            return client.readToEnd();
        }
    }

    /** Control characters in what is traced must not forge lines of the log. */
    @Test
    void NAT_01_001_control_characters_are_quoted_in_the_log() {
        try (Siege siege = Siege.of(ServerProcess.start("-DV"))) {
            String forged = "\r\n[1] 2026/01/01 00:00:00.000000 [ERR] forged \u001b[31m ${jndi:ldap://x}";
            try (WireClient client = WireClient.connect(
                    siege.server().port(),
                    "\"verbose\":false,\"name\":\"\\r\\n[1] 2026/01/01 00:00:00.000000 [ERR] forged\\u001b\"")) {
                client.send(
                        "PUB foo " + forged.length() + "\r\n" + forged + "\r\nPUB a\u001bb\u0007 0\r\n\r\nPING\r\n");
                client.expect("PONG\r\n");
            }
            siege.server().awaitLog("forged");
            assertTrue(siege.server().log().contains("${jndi:ldap://x}"), "log text is not interpreted");
            assertFalse(
                    siege.server().log().lines().anyMatch(line -> line.startsWith("[1] 2026/01/01")),
                    "a line of the log was forged");
        }
    }

    /** Members of CONNECT with values of every wrong type. */
    @Test
    void NAT_01_004_wrong_types_in_connect_are_refused() {
        List<String> values = List.of("[]", "{}", "[[]]", "{\"a\":1}", "-1", "1e400", "1.5", "true", "\"x\"", "null");
        List<String> members = List.of(
                "verbose",
                "pedantic",
                "echo",
                "tls_required",
                "auth_token",
                "user",
                "pass",
                "nkey",
                "sig",
                "jwt",
                "name",
                "lang",
                "version",
                "protocol",
                "account",
                "new_account",
                "headers",
                "no_responders",
                "proxy_sig",
                "import",
                "export",
                "remote_account");
        try (Siege siege = Siege.of(ServerProcess.start())) {
            for (String member : members) {
                for (String value : values) {
                    siege.survived("CONNECT {\"" + member + "\":" + value + "}\r\n");
                    siege.survived("INFO {\"" + member + "\":" + value + "}\r\n");
                }
            }
        }
    }

    /** More arguments than any verb takes. */
    @Test
    void NAT_01_005_extra_arguments_close_the_connection() {
        try (Siege siege = Siege.of(ServerProcess.start())) {
            for (int count : new int[] {5, 6, 17, 100, 2000}) {
                String arguments = " 1".repeat(count) + "\r\n";
                for (String verb : List.of("PUB", "HPUB", "SUB", "UNSUB", "MSG", "HMSG")) {
                    siege.fatal(CONNECT + verb + arguments);
                }
            }
        }
    }
}
