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
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import soma.plugin.auth.nkey.api.KeyPair;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;
import soma.spi.config.ConfigReader;
import soma.spi.tck.fixture.ConfigNodes;
import soma.spi.tck.fixture.PlainAuthRequest;
import soma.spi.tck.fixture.RecordedProblems;

/** Users of this kind, as they are read and as they prove who they are. */
final class NkeyKindTest {
    private static final String NONCE = "abcdefghijklmno";
    private static final KeyPair USER = KeyPair.create(KeyKind.USER);

    private final NkeyKind kind = new NkeyKind();
    private final RecordedProblems problems = new RecordedProblems();

    @Test
    void readsAUser() {
        assertEquals(Optional.of(new NkeyCredential(USER.publicKey())), bind(false, Map.of("nkey", USER.publicKey())));
        assertEquals(Optional.empty(), bind(false, Map.of("user", "a")));
        assertEquals(Optional.empty(), bind(false, Map.of("nkey", "")));
        assertEquals(List.of(), problems.errors());
    }

    @Test
    void saysWhatIsWrong() {
        bind(false, Map.of("nkey", USER.publicKey(), "user", "a"));
        bind(false, Map.of("nkey", USER.publicKey(), "password", "a"));
        bind(false, Map.of("nkey", KeyPair.create(KeyKind.ACCOUNT).publicKey()));
        bind(false, Map.of("nkey", USER.seed()));
        bind(true, Map.of("nkey", USER.publicKey()));
        assertEquals(
                List.of(
                        "Nkey users do not take usernames or passwords",
                        "Nkey users do not take usernames or passwords",
                        "Not a valid public nkey for a user",
                        "Not a valid public nkey for a user",
                        "unknown field \"nkey\""),
                problems.errors().stream()
                        .map(RecordedProblems.Problem::message)
                        .toList());
    }

    @Test
    void takesTheSignatureInEitherAlphabet() {
        byte[] signature = USER.sign(NONCE.getBytes(StandardCharsets.US_ASCII));
        assertTrue(verify(Base64.getUrlEncoder().withoutPadding().encodeToString(signature)));
        assertTrue(verify(Base64.getEncoder().encodeToString(signature)));
    }

    @Test
    void refusesEverythingElse() {
        byte[] signature = USER.sign(NONCE.getBytes(StandardCharsets.US_ASCII));
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        for (String wrong : List.of("", "x", text + text, text.substring(1), "!" + text.substring(1), "A".repeat(86))) {
            assertFalse(verify(wrong), wrong);
        }
        var request = PlainAuthRequest.of(Map.of("nkey", USER.publicKey(), "sig", text));
        assertFalse(verify(request), "without a nonce");
        assertFalse(verify(request.withNonce("abcdefghijklmnp")), "of another nonce");
    }

    @Test
    void asksForTheKeyInTheRequest() {
        assertEquals(List.of("U"), kind.claims(PlainAuthRequest.of(Map.of("nkey", "U"))));
        assertEquals(List.of(), kind.claims(PlainAuthRequest.of(Map.of("user", "U"))));
        assertTrue(kind.needsNonce());
    }

    private Optional<?> bind(boolean single, Map<String, Object> block) {
        return kind.bind(new ConfigReader(ConfigNodes.of(block), problems), single);
    }

    private static boolean verify(String signature) {
        return verify(PlainAuthRequest.of(Map.of("nkey", USER.publicKey(), "sig", signature))
                .withNonce(NONCE));
    }

    private static boolean verify(PlainAuthRequest request) {
        return new NkeyCredential(USER.publicKey())
                .verify(request)
                .toCompletableFuture()
                .join();
    }
}
