/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;
import soma.spi.auth.Authenticator;

/** An authenticator that answers at once by a function, or leaves its answers to the test. */
final class Door implements Authenticator {
    /** The questions that wait for an answer, oldest first. */
    final Queue<CompletableFuture<AuthResult>> asked = new ArrayDeque<>();

    /** What was asked, newest last. */
    final Deque<AuthRequest> requests = new ArrayDeque<>();

    boolean required = true;
    boolean nonce;
    private Function<AuthRequest, CompletionStage<AuthResult>> judge = this::ask;

    /** Makes one whose answers the test gives through {@link #asked}. */
    static Door answeredLate() {
        return new Door();
    }

    /** Makes one that answers at once. */
    static Door answering(Function<AuthRequest, AuthResult> judge) {
        Door door = new Door();
        door.answer(judge);
        return door;
    }

    /** Answers at once from now on. */
    void answer(Function<AuthRequest, AuthResult> at) {
        judge = request -> CompletableFuture.completedFuture(at.apply(request));
    }

    /** Leaves answers to the test from now on. */
    void answerLate() {
        judge = this::ask;
    }

    private CompletionStage<AuthResult> ask(AuthRequest request) {
        CompletableFuture<AuthResult> answer = new CompletableFuture<>();
        asked.add(answer);
        return answer;
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public int order() {
        return 0;
    }

    @Override
    public boolean required() {
        return required;
    }

    @Override
    public boolean needsNonce() {
        return nonce;
    }

    @Override
    public CompletionStage<AuthResult> authenticate(AuthRequest request) {
        requests.add(request);
        return judge.apply(request);
    }
}
