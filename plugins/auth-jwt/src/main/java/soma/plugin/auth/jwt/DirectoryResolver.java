/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.plugin.auth.jwt.api.AccountClaims;
import soma.plugin.auth.jwt.api.Jwt;
import soma.plugin.auth.jwt.api.JwtException;
import soma.spi.server.Server;

/** Looks into a directory, and asks other servers for what is not there. */
final class DirectoryResolver implements Resolver {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryResolver.class);

    private final ResolverChoice.Directory choice;
    private final Supplier<OperatorConfig> config;
    private final JwtDirectory directory;
    private final Server server;
    private final SystemRequests requests;

    DirectoryResolver(
            ResolverChoice.Directory choice, Supplier<OperatorConfig> config, Server server, SystemRequests requests) {
        this.choice = choice;
        this.config = config;
        this.server = server;
        this.requests = requests;
        directory = new JwtDirectory(choice, server.clock());
    }

    @Override
    public void start() throws IOException {
        directory.open();
        LOG.info(
                "Managing {} jwt in exclusive directory {}",
                choice.cache() ? "some" : "all",
                choice.path().toAbsolutePath());
    }

    ResolverChoice.Directory choice() {
        return choice;
    }

    JwtDirectory directory() {
        return directory;
    }

    @Override
    public CompletionStage<Optional<String>> fetch(String account) {
        return CompletableFuture.supplyAsync(() -> load(account), server.workers())
                .thenCompose(found -> found.isPresent()
                        ? CompletableFuture.completedFuture(found)
                        : requests.lookUp(account, choice.timeout()).thenApply(token -> kept(account, token)));
    }

    private Optional<String> load(String account) {
        try {
            return directory.load(account);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    // what another server answers is kept only if it is what was asked for, and to be trusted
    private Optional<String> kept(String account, Optional<String> token) {
        token.ifPresent(text -> {
            try {
                store(account, text);
            } catch (IOException e) {
                LOG.warn("JWT of account {} was not kept: {}", account, e.getMessage());
            }
        });
        return token;
    }

    @Override
    public void store(String account, String token) throws IOException {
        try {
            Jwt jwt = Jwt.decode(token, AccountClaims.class);
            if (!jwt.claims().subject().equals(account)) {
                throw new IOException("jwt subject nkey and provided nkey do not match");
            }
            // else whoever answers could put one in the way of the good one
            if (!config.get().trusts(jwt.claims().issuer())) {
                throw new IOException("not signed by a trusted operator");
            }
            directory.saveIfNewer(jwt);
        } catch (JwtException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
