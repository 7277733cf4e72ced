/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.oidc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider that answers what it is told to, over HTTP. One connection at a time. */
final class FakeProvider implements AutoCloseable {
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final ServerSocket socket;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();

    FakeProvider() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        body(DISCOVERY, "{\"issuer\":\"" + issuer() + "\",\"jwks_uri\":\"" + issuer() + "/keys\"}");
        Thread.ofVirtual().start(this::serve);
    }

    String issuer() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    /** Publishes these keys and no others. */
    FakeProvider keys(JWK... keys) {
        return body("/keys", new JWKSet(List.of(keys)).toString(true));
    }

    FakeProvider discovery(String body) {
        return body(DISCOVERY, body);
    }

    FakeProvider body(String path, String body) {
        return answer(
                path,
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + body.getBytes(UTF_8).length + "\r\n\r\n"
                        + body);
    }

    /** Answers that text; an empty one keeps the client waiting. */
    FakeProvider answer(String path, String text) {
        answers.put(path, text);
        return this;
    }

    /** Returns how often it was asked for anything. */
    int asked() {
        return asked.get();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> answer(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void answer(Socket client) {
        try {
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
            String request = in.readLine();
            for (String line = request; line != null && !line.isEmpty(); ) {
                line = in.readLine();
            }
            asked.incrementAndGet();
            String path = request == null ? "" : request.split(" ", -1)[1];
            String answer = answers.getOrDefault(path, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
            if (!answer.isEmpty()) {
                client.getOutputStream().write(answer.getBytes(UTF_8));
                client.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
