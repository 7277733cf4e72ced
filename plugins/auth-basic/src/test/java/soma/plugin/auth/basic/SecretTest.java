/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.basic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import soma.spi.tck.fixture.Await;
import soma.spi.tck.fixture.HeldWorker;
import soma.spi.tck.fixture.PlainAuthRequest;

class SecretTest {
    private final Turnstile turnstile = new Turnstile();

    private boolean matches(String configured, String given) {
        return Await.completion(
                "a check", Secret.of(configured, turnstile).matches(given, PlainAuthRequest.of(Map.of())));
    }

    @ParameterizedTest
    @CsvSource({
        "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW, U*U",
        "$2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK, U*U*",
        "$2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a, U*U*U",
        "$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW, U*U",
        "$2x$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW, U*U",
        "$2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW, U*U",
        "$2a$05$CCCCCCCCCCCCCCCCCCCCC.7uG0VCzI2bS7j6ymqJi9CdcdxiRTWNy, ''",
        "$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui,"
                + " 0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789chars after 72 are ignored",
    })
    void hashesOfAllVersionsAreUnderstood(String hash, String password) {
        assertTrue(matches(hash, password));
        assertFalse(matches(hash, "x" + password));
        assertFalse(matches(hash, hash));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$2a$11$xxxxxxxxx",
                "$2a$05$",
                "$2a$99$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOe!",
                "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW and more"
            })
    void whatOnlyBeginsLikeAHashIsNobodysPassword(String configured) {
        assertTrue(Secret.of(configured, turnstile).isHashed());
        assertFalse(matches(configured, configured));
        assertFalse(matches(configured, "U*U"));
        assertFalse(matches(configured, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "$2z$05$x", "$2a$5$x", "2a$05$x", "$1$abc", "ä\u0000ö", "😀"})
    void anythingElseIsPlain(String configured) {
        assertFalse(Secret.of(configured, turnstile).isHashed());
        assertTrue(matches(configured, configured));
        assertFalse(matches(configured, configured + "x"));
        assertFalse(matches(configured, configured.substring(1)));
        assertFalse(matches(configured, ""));
    }

    @Test
    void equalOnesAreEqualAndTheirTextsTellNothing() {
        for (String configured : List.of("secret", Logins.HASH_OF_U_U)) {
            Secret one = Secret.of(configured, turnstile);
            assertEquals(one, Secret.of(configured, new Turnstile()));
            assertEquals(one.hashCode(), Secret.of(configured, turnstile).hashCode());
            assertNotEquals(one, Secret.of(configured + "x", turnstile));
            assertEquals("[REDACTED]", one.toString());
            assertFalse(new PasswordCredential("u", one).toString().contains(configured));
            assertFalse(new TokenCredential(one).toString().contains(configured));
        }
    }

    @Test
    void theRightPasswordIsWorkedOutOnce() {
        Secret secret = Secret.of(Logins.HASH_OF_U_U, turnstile);
        var worker = new HeldWorker();
        PlainAuthRequest request = PlainAuthRequest.of(Map.of()).withWorker(worker);
        CompletionStage<Boolean> first = secret.matches("U*U", request);
        assertFalse(first.toCompletableFuture().isDone());
        worker.release();
        assertTrue(Await.completion("the first", first));
        assertTrue(secret.matches("U*U", request).toCompletableFuture().isDone());
        PlainAuthRequest another = request.withWorker(new HeldWorker());
        assertFalse(secret.matches("U*V", another).toCompletableFuture().isDone());
    }

    @Test
    void manyOfOneUserAtOnceAreOneCheck() {
        Secret secret = Secret.of(Logins.HASH_OF_U_U, new Turnstile(1, 1));
        var worker = new HeldWorker();
        PlainAuthRequest request = PlainAuthRequest.of(Map.of()).withWorker(worker);
        List<CompletionStage<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            all.add(secret.matches("U*U", request));
        }
        worker.release();
        all.forEach(stage -> assertTrue(Await.completion("each", stage)));
    }

    @Test
    void inACrowdThatIsTooLargeTheFirstOnesAreLeftWaiting() {
        Secret secret = Secret.of(Logins.HASH_OF_U_U, new Turnstile(1, 1));
        var worker = new HeldWorker();
        PlainAuthRequest request = PlainAuthRequest.of(Map.of()).withWorker(worker);
        CompletionStage<Boolean> running = secret.matches("a", request);
        CompletionStage<Boolean> forgotten = secret.matches("b", request);
        CompletionStage<Boolean> last = secret.matches("U*U", request);
        worker.release();
        assertFalse(Await.completion("the one that ran", running));
        assertTrue(Await.completion("the last one", last));
        assertFalse(forgotten.toCompletableFuture().isDone(), "told that it is wrong, which nobody knows");
        worker.release();
        CompletionStage<Boolean> again = secret.matches("b", request);
        worker.release();
        assertFalse(Await.completion("the same later", again));
    }
}
