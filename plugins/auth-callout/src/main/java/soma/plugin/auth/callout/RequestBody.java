/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.callout;

import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import soma.plugin.auth.jwt.api.AuthorizationRequest;
import soma.plugin.auth.jwt.api.AuthorizationRequest.Client;
import soma.plugin.auth.jwt.api.AuthorizationRequest.ClientTls;
import soma.plugin.auth.jwt.api.AuthorizationRequest.ConnectOptions;
import soma.plugin.auth.jwt.api.AuthorizationRequest.ServerId;
import soma.spi.auth.AuthRequest;

/** Says what is known of somebody who wants in, in the words of the request to the service. */
final class RequestBody {
    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    private static final String HIDDEN = "[REDACTED]";

    private RequestBody() {}

    /**
     * Makes the body of a request.
     *
     * @param verified whether the listener has verified what certificates there are
     */
    static AuthorizationRequest of(AuthRequest request, ServerId server, String userNkey, boolean verified) {
        return new AuthorizationRequest(
                server, userNkey, client(request), options(request), tls(request, verified), "");
    }

    /** Returns as whom somebody wants in, for logs and monitoring: never a secret. */
    static String claimedUser(AuthRequest request) {
        for (String option : List.of("nkey", "user")) {
            if (!request.text(option).isEmpty()) {
                return request.text(option);
            }
        }
        return request.text("auth_token").isEmpty() ? "" : HIDDEN;
    }

    private static Client client(AuthRequest request) {
        boolean signed = !request.text("sig").isEmpty();
        return new Client(
                host(request.remoteAddress()),
                request.identity().id(),
                claimedUser(request),
                request.text("name"),
                List.of(),
                "",
                request.identity().kind(),
                protocol(request.connectionType()),
                request.text("mqtt:client_id"),
                signed ? request.nonce() : "");
    }

    private static String host(String address) {
        int colon = address.lastIndexOf(':');
        String host = colon < 0 ? address : address.substring(0, colon);
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static String protocol(String connectionType) {
        return switch (connectionType) {
            case "WEBSOCKET" -> "websocket";
            case "MQTT", "MQTT_WS" -> "mqtt";
            case "LEAFNODE", "LEAFNODE_WS" -> "";
            default -> "nats";
        };
    }

    private static ConnectOptions options(AuthRequest request) {
        return new ConnectOptions(
                request.text("jwt"),
                request.text("nkey"),
                request.text("sig"),
                request.text("auth_token"),
                request.text("user"),
                request.text("pass"),
                request.text("name"),
                request.text("lang"),
                request.text("version"),
                request.options().get("protocol") instanceof Number number ? number.longValue() : 0);
    }

    private static @Nullable ClientTls tls(AuthRequest request, boolean verified) {
        SSLSession session = request.security();
        if (session == null) {
            return null;
        }
        List<String> chain =
                request.peerCertificates().stream().map(RequestBody::pem).toList();
        return new ClientTls(
                session.getProtocol().toLowerCase(Locale.ROOT).replace("tlsv", ""),
                session.getCipherSuite(),
                verified ? List.of() : chain,
                verified && !chain.isEmpty() ? List.of(chain) : List.of());
    }

    private static String pem(Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n" + PEM.encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }
}
