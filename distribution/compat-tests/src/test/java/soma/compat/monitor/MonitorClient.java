/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.monitor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Asks the monitoring port of a server. Safe for any thread. */
final class MonitorClient {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final HttpClient http;
    private final String base;

    MonitorClient(int port) {
        this.http = plain().build();
        this.base = "http://127.0.0.1:" + port;
    }

    /** Asks over TLS, for the certificate of localhost. */
    MonitorClient(int port, SSLContext context) {
        this.http = plain().sslContext(context).build();
        this.base = "https://localhost:" + port;
    }

    private static HttpClient.Builder plain() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    }

    /** What the server answered. */
    record Reply(int status, String type, String body, HttpResponse<String> response) {
        Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }
    }

    /** Asks for a path with its query, {@code /varz}. */
    Reply get(String path) {
        return send("GET", path);
    }

    Reply send(String method, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(LIMIT)
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            String type = response.headers().firstValue("Content-Type").orElse("");
            return new Reply(response.statusCode(), type, response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + base + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks for a document that must be there. */
    String document(String path) {
        Reply reply = get(path);
        if (reply.status != 200) {
            throw new AssertionError(path + ": " + reply.status + " " + reply.body);
        }
        return reply.body;
    }
}
