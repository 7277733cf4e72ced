/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.plugin.auth.jwt.api.Jwt;

/** Asks an HTTP server. Answers that are late or larger than any JWT are given up. */
final class UrlResolver implements Resolver {
    private static final Logger LOG = LoggerFactory.getLogger(UrlResolver.class);
    private static final int FOUND = 200;

    private final ResolverChoice.Url choice;
    private volatile @Nullable HttpClient client;

    UrlResolver(ResolverChoice.Url choice) {
        this.choice = choice;
    }

    @Override
    public void start() throws IOException {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(ResolverChoice.USUAL_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NORMAL);
        ResolverTls tls = choice.tls();
        if (tls != null) {
            builder.sslContext(tls.context());
        }
        HttpClient made = builder.build();
        client = made;
        try {
            if (get(made, choice.base()).join().isEmpty()) {
                throw new IOException("could not fetch <\"" + shown() + "\">: not found");
            }
        } catch (CompletionException e) {
            throw new IOException("could not fetch <\"" + shown() + "\">: " + reason(e), e);
        }
    }

    // without user, password and query, which may hold secrets
    private String shown() {
        URI base = choice.base();
        return base.getScheme() + "://" + base.getHost() + (base.getPort() < 0 ? "" : ":" + base.getPort())
                + base.getPath();
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    @Override
    public CompletionStage<Optional<String>> fetch(String account) {
        HttpClient made = client;
        if (made == null) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return get(made, choice.base().resolve(account)).exceptionally(failure -> {
            LOG.warn("Account fetch failed: could not fetch <\"{}{}\">: {}", shown(), account, reason(failure));
            return Optional.empty();
        });
    }

    private static CompletableFuture<Optional<String>> get(HttpClient made, URI uri) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(ResolverChoice.USUAL_TIMEOUT)
                .GET()
                .build();
        CompletableFuture<HttpResponse<String>> exchange = made.sendAsync(
                request, BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), Jwt.MAX_LENGTH));
        // the timeout of the request ends with the head of the answer
        return exchange.copy()
                .orTimeout(ResolverChoice.USUAL_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((response, failure) -> exchange.cancel(true))
                .thenApply(response -> response.statusCode() == FOUND
                        ? Optional.of(response.body().strip())
                        : Optional.empty());
    }

    @Override
    public void store(String account, String token) throws IOException {
        throw new IOException("store operation not supported for URL Resolver");
    }

    @Override
    public void stop() {
        HttpClient made = client;
        if (made != null) {
            made.shutdownNow();
        }
    }
}
