/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks responders over HTTP: each has so long for its whole answer, and so many bytes. Safe for any thread; blocks while it
 * asks.
 */
final class OcspFetcher implements AutoCloseable {
    /** More than any responder has to say. */
    static final int MOST_BYTES = 64 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(OcspFetcher.class);
    private static final int OK = 200;

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable HttpClient client;
    private boolean closed;

    /** Returns whether something is the address of a responder that can be asked. */
    static boolean isAddress(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Asks one responder after the other until one answers.
     *
     * @param timeout how long each may take
     */
    byte[] fetch(byte[] question, List<String> addresses, Duration timeout) throws OcspException {
        OcspException last = new OcspException(OcspException.Why.UNREACHABLE, "no available ocsp servers");
        for (String address : addresses) {
            try {
                LOG.debug("Trying OCSP responder url [{}]", address);
                return ask(question, address, timeout);
            } catch (IOException e) {
                last = new OcspException(
                        OcspException.Why.UNREACHABLE,
                        "exhausted ocsp servers: Post \"" + address + "\": " + e.getMessage(),
                        e);
            }
        }
        throw last;
    }

    private byte[] ask(byte[] question, String address, Duration timeout) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(timeout)
                .header("Content-Type", "application/ocsp-request")
                .header("Accept", "application/ocsp-response")
                .POST(HttpRequest.BodyPublishers.ofByteArray(question))
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client().sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            HttpResponse<byte[]> response = answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            if (response.statusCode() != OK) {
                throw new IOException("non-ok http status: " + response.statusCode());
            }
            return response.body();
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new IOException(reason(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the server stops", e);
        } finally {
            answer.cancel(true); // which ends the exchange, also one whose body has begun
        }
    }

    private static String reason(@Nullable Throwable cause) {
        String told = cause == null ? null : cause.getMessage();
        if (told != null) {
            return told;
        }
        return cause instanceof ConnectException ? "cannot connect" : String.valueOf(cause);
    }

    private HttpClient client() throws IOException {
        lock.lock();
        try {
            if (closed) {
                throw new IOException("the server stops");
            }
            HttpClient made = client;
            if (made == null) {
                made = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(Redirect.NEVER)
                        .executor(task -> Thread.ofVirtual().start(task))
                        .build();
                client = made;
            }
            return made;
        } catch (UncheckedIOException e) {
            throw new IOException("no HTTP client: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    /** Asks nobody any more; whoever waits for an answer gets none. */
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
