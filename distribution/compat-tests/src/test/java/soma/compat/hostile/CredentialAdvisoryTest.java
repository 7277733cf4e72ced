/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import soma.compat.server.ServerProcess;
import soma.compat.wire.WireClient;

/** Findings of audits about secrets and random numbers. */
class CredentialAdvisoryTest {
    private static final String SECRET = "correct-horse-battery-staple";
    private static final String BCRYPT = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";
    private static final String KEY = "UAB2CB576PHBBPQ5ODORRZ2LYCMWPZGWGCN2KDK7DXOIMZASKUY3RLKK";

    /** Near to a secret and far from it, shorter and longer. */
    private static List<String> wrong(String secret) {
        List<String> wrong =
                new ArrayList<>(List.of("", " ", secret + " ", secret + "x", " " + secret, "x".repeat(1000)));
        for (int length = 1; length < secret.length(); length++) {
            wrong.add(secret.substring(0, length));
            wrong.add(secret.substring(0, length) + "_".repeat(secret.length() - length));
        }
        wrong.add(secret.substring(0, secret.length() - 1) + "\\u0000");
        wrong.add(secret + "\\u0000");
        wrong.add("ć" + secret.substring(1));
        return wrong;
    }

    private static void assertAllAlike(String configuration, String good, String members, List<String> wrong) {
        Set<String> answers = new HashSet<>();
        try (Siege siege = Siege.of(ServerProcess.startWithConfiguration(configuration), good)) {
            for (String text : wrong) {
                answers.add(siege.fatal("CONNECT {\"verbose\":false" + members.formatted(text) + "}\r\n"));
            }
            assertEquals(Set.of(Realm.VIOLATION), answers);
        }
    }

    /**
     * How much of a secret was right is not told by the answer. That it is not told by the time either follows from the
     * code, which is held to compare secrets with {@code MessageDigest.isEqual} by the architecture tests.
     */
    @Test
    void TOB_3_wrong_passwords_are_refused_alike_however_near_they_are() {
        String user = "authorization { users: [ { user: alice, password: \"%s\" } ] }\n";
        String members = ",\"user\":\"alice\",\"pass\":\"%s\"";
        assertAllAlike(user.formatted(SECRET), members.formatted(SECRET), members, wrong(SECRET));
        assertAllAlike(
                user.formatted(SECRET), members.formatted(SECRET), ",\"user\":\"%s\",\"pass\":\"x\"", wrong("alice"));
        String single = "authorization { user: alice, password: \"%s\" }\n".formatted(SECRET);
        assertAllAlike(single, members.formatted(SECRET), members, wrong(SECRET));
    }

    @Test
    void TOB_3_wrong_passwords_of_a_hash_are_refused_alike() {
        String configuration = "authorization { users: [ { user: alice, password: \"" + BCRYPT + "\" } ] }\n";
        String members = ",\"user\":\"alice\",\"pass\":\"%s\"";
        List<String> wrong = new ArrayList<>(wrong("U*U"));
        wrong.add(BCRYPT);
        assertAllAlike(configuration, members.formatted("U*U"), members, wrong);
    }

    @Test
    void TOB_3_wrong_tokens_are_refused_alike_however_near_they_are() {
        String configuration = "authorization { token: \"" + SECRET + "\" }\n";
        String members = ",\"auth_token\":\"%s\"";
        assertAllAlike(configuration, members.formatted(SECRET), members, wrong(SECRET));
    }

    /** Whoever gets a random number twice could answer with what was signed before. */
    @Test
    void TOB_1_no_nonce_is_given_twice() {
        String configuration =
                "authorization { users: [ { nkey: " + KEY + " }, { user: bob, password: s3cret-b } ] }\n";
        String good = ",\"user\":\"bob\",\"pass\":\"s3cret-b\"";
        Set<String> nonces = new HashSet<>();
        for (int start = 1; start <= 2; start++) {
            try (Siege siege = Siege.of(ServerProcess.startWithConfiguration(configuration), good)) {
                for (int i = 1; i <= 500; i++) {
                    try (WireClient client = WireClient.open(siege.server().port())) {
                        String nonce = Token.member(client.line(), "nonce");
                        assertTrue(nonce.matches("[A-Za-z0-9_-]{15,}"), nonce);
                        assertTrue(nonces.add(nonce), "given twice: " + nonce);
                    }
                }
            }
        }
        Set<String> beginnings = new HashSet<>();
        nonces.forEach(nonce -> beginnings.add(nonce.substring(0, 8)));
        assertEquals(nonces.size(), beginnings.size(), "48 random bits come twice in a thousand");
    }
}
