/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.oidc;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import soma.plugin.auth.oidc.OidcConfig.TokenProvider;
import soma.spi.transport.Authorities;

/** Fetches keys over HTTP, asking the issuer first where they are if nobody said so. Safe for any thread. */
final class HttpKeySource implements KeySource {
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    /** More than any provider has to say. */
    private static final int MOST_BYTES = 512 * 1024;

    private final TokenProvider provider;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable HttpClient client;
    private boolean closed;

    HttpKeySource(TokenProvider provider) {
        this.provider = provider;
    }

    @Override
    public JWKSet fetch() throws ProviderException {
        URI given = provider.jwksUrl();
        URI where = given == null ? discover() : given;
        try {
            return JWKSet.parse(read(where));
        } catch (ParseException e) {
            throw new ProviderException(where + " has no set of keys: " + e.getMessage(), e);
        }
    }

    private URI discover() throws ProviderException {
        String issuer = provider.issuer();
        URI where = URI.create(issuer.endsWith("/") ? issuer + DISCOVERY.substring(1) : issuer + DISCOVERY);
        try {
            Map<String, Object> facts = JSONObjectUtils.parse(read(where));
            if (!issuer.equals(JSONObjectUtils.getString(facts, "issuer"))) {
                throw new ProviderException(where + " speaks of another issuer (expected: " + issuer + ")");
            }
            String keys = JSONObjectUtils.getString(facts, "jwks_uri");
            return Urls.checked(keys == null ? "" : keys);
        } catch (ParseException | IllegalArgumentException e) {
            throw new ProviderException(where + " does not say where the keys are: " + e.getMessage(), e);
        }
    }

    private String read(URI where) throws ProviderException {
        HttpRequest request = HttpRequest.newBuilder(where)
                .timeout(provider.timeout())
                .header("Accept", "application/json")
                .build();
        CompletableFuture<HttpResponse<String>> answer =
                client().sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES));
        try {
            HttpResponse<String> response = answer.get(provider.timeout().toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw new ProviderException(where + " answers with status " + response.statusCode());
            }
            return response.body();
        } catch (TimeoutException e) {
            throw new ProviderException(
                    where + " does not answer within " + provider.timeout().toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new ProviderException(where + " cannot be read: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderException(where + " was not read: the server stops", e);
        } finally {
            answer.cancel(true);
        }
    }

    private HttpClient client() throws ProviderException {
        lock.lock();
        try {
            if (closed) {
                throw new ProviderException("the server stops");
            }
            HttpClient made = client;
            if (made == null) {
                made = newClient();
                client = made;
            }
            return made;
        } finally {
            lock.unlock();
        }
    }

    private HttpClient newClient() throws ProviderException {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .followRedirects(Redirect.NEVER)
                .connectTimeout(provider.timeout())
                .executor(task -> Thread.ofVirtual().start(task));
        String caFile = provider.caFile();
        if (caFile != null && !caFile.isEmpty()) {
            try {
                builder.sslContext(Authorities.load(caFile));
            } catch (GeneralSecurityException e) {
                throw new ProviderException(String.valueOf(e.getMessage()), e);
            }
        }
        try {
            return builder.build();
        } catch (UncheckedIOException e) {
            throw new ProviderException("no HTTP client: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (client != null) {
                client.shutdownNow();
            }
        } finally {
            lock.unlock();
        }
    }
}
