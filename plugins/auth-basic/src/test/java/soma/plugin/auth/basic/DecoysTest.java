/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.basic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.Test;
import soma.plugin.auth.users.api.Credential;
import soma.spi.tck.fixture.Await;
import soma.spi.tck.fixture.PlainAuthRequest;

/** What is done for users who are not there. */
final class DecoysTest {
    private final Turnstile turnstile = new Turnstile(1, 10);
    private final PasswordKind kind = new PasswordKind(turnstile);
    private final List<Runnable> work = new ArrayList<>();

    private Credential user(String name, String password) {
        return new PasswordCredential(name, Secret.of(password, turnstile));
    }

    private static String hash(int cost) {
        return OpenBSDBCrypt.generate("secret".toCharArray(), new byte[16], cost);
    }

    private CompletableFuture<Boolean> pretend(List<Credential> known) {
        var request =
                PlainAuthRequest.of(Map.of("user", "nobody", "pass", "secret")).withWorker(work::add);
        return kind.pretend(request, known).toCompletableFuture();
    }

    @Test
    void aPasswordIsCheckedWhereOthersAreHashed() {
        CompletableFuture<Boolean> checked = pretend(List.of(user("a", "plain"), user("b", hash(4))));
        assertFalse(checked.isDone());
        assertEquals(1, work.size());
        work.getFirst().run();
        assertFalse(Await.completion("an answer", checked));
    }

    @Test
    void nothingIsCheckedWhereNobodyIsHashed() {
        assertTrue(pretend(List.of(user("a", "plain"))).isDone());
        assertTrue(pretend(List.of()).isDone());
        assertTrue(pretend(List.of(user("a", "$2a$99$no-hash"))).isDone());
        assertEquals(List.of(), work);
    }

    @Test
    void theHighestCostCounts() {
        assertEquals(4, new HashedSecret(hash(4), turnstile).cost());
        assertEquals(5, new HashedSecret(hash(5), turnstile).cost());
        assertEquals(0, new HashedSecret("$2a$03$no-hash", turnstile).cost());
        assertEquals(0, new HashedSecret("$2b$32$no-hash", turnstile).cost());
        var decoys = new Decoys(turnstile);
        assertEquals(6, decoys.cost(List.of(user("a", hash(4)), user("b", hash(6)), user("c", hash(5)))));
        assertEquals(6, ((HashedSecret) decoys.of(6)).cost());
    }

    /** A decoy that is no proper hash would be refused without being computed. */
    @Test
    void aDecoyIsAProperHash() {
        String decoy = Decoys.hash(4);
        assertFalse(OpenBSDBCrypt.checkPassword(decoy, "secret".toCharArray()));
        assertEquals(60, decoy.length());
    }
}
