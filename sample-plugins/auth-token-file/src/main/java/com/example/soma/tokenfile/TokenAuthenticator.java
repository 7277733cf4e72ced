/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.soma.tokenfile;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;
import soma.spi.auth.AuthResult.Granted;
import soma.spi.auth.AuthResult.Refused;
import soma.spi.auth.Authenticator;
import soma.spi.config.ConfigNode.Position;
import soma.spi.config.Problems;
import soma.spi.config.ReloadPlan;
import soma.spi.plugin.Lifecycle;
import soma.spi.server.Server;
import soma.spi.space.SubjectSpace;

/** Judges connections by the token that CONNECT carries. Safe for any thread. */
final class TokenAuthenticator implements Authenticator, Lifecycle {
    private static final int ORDER = 100;

    private volatile TokenFileOptions options = TokenFileOptions.OFF;
    private volatile @Nullable Server server;
    /** Null before the start and while the configuration has no block {@code token_file}. */
    private volatile @Nullable TokenFile file;

    void configure(TokenFileOptions initial) {
        options = initial;
    }

    // tag::start[]
    /** A file that is missing or broken ends the start: an operator sees it at once, not with the first login. */
    @Override
    public void start(Server starting) throws TokenFileException {
        server = starting;
        file = open(options);
    }
    // end::start[]

    // tag::authenticate[]
    @Override
    public String name() {
        return "token-file";
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public boolean required() {
        return options.required();
    }

    @Override
    public CompletionStage<AuthResult> authenticate(AuthRequest request) {
        TokenFile current = file;
        String token = request.text("auth_token");
        if (current == null || token.isEmpty()) {
            return CompletableFuture.completedFuture(AuthResult.ABSTAINED);
        }
        // looks at the file, which may block, so not on the event loop
        return CompletableFuture.supplyAsync(() -> current.tokens().holderOf(token), request.worker())
                .thenCompose(this::judge);
    }

    private CompletionStage<AuthResult> judge(@Nullable Holder holder) {
        Server running = Objects.requireNonNull(server, "start comes before the first connection");
        if (holder == null) {
            return CompletableFuture.completedFuture(new Refused("unknown token"));
        }
        if (holder.account().isEmpty()) {
            return CompletableFuture.completedFuture(admit(holder, running.spaces().defaultSpace()));
        }
        // whoever keeps accounts says whether there is one of that name, which may take a while
        return running.spaces()
                .resolve(holder.account())
                .thenApply(space -> space.map(found -> admit(holder, found))
                        .orElseGet(() -> new Refused("account " + holder.account() + " does not exist")));
    }

    private static AuthResult admit(Holder holder, SubjectSpace space) {
        Admission admission = Admission.to(space).as(holder.user());
        return new Granted(holder.publish().isEmpty() ? admission : admission.with(new PublishOnly(holder.publish())));
    }
    // end::authenticate[]

    // tag::reload[]
    /** Opens the new file before anything changes; if that fails, the whole reload does. */
    List<ReloadPlan> prepareReload(TokenFileOptions before, TokenFileOptions after, Problems problems) {
        if (before.equals(after)) {
            return List.of();
        }
        try {
            return List.of(new Change(after, open(after)));
        } catch (TokenFileException e) {
            problems.error(new Position("token_file", 0, 0), e.getMessage());
            return List.of();
        }
    }

    private final class Change implements ReloadPlan {
        private final TokenFileOptions newOptions;
        private final @Nullable TokenFile newFile;

        Change(TokenFileOptions newOptions, @Nullable TokenFile newFile) {
            this.newOptions = newOptions;
            this.newFile = newFile;
        }

        @Override
        public String describe() {
            return newOptions.enabled()
                    ? "token_file = { path: " + newOptions.path() + ", required: " + newOptions.required() + " }"
                    : "token_file removed";
        }

        @Override
        public boolean affectsAdmission() {
            return true;
        }

        @Override
        public boolean affectsInfo() {
            return true; // auth_required
        }

        @Override
        public void commit() {
            file = newFile;
            options = newOptions;
        }
    }
    // end::reload[]

    private static @Nullable TokenFile open(TokenFileOptions options) throws TokenFileException {
        return options.enabled() ? TokenFile.open(options.path()) : null;
    }
}
