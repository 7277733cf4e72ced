/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.callout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import soma.kernel.testkit.TestConnection;
import soma.kernel.testkit.TestKernel;
import soma.plugin.auth.jwt.api.AuthorizationRequest;
import soma.plugin.auth.jwt.api.AuthorizationResponse;
import soma.plugin.auth.jwt.api.Jwt;
import soma.plugin.auth.jwt.api.JwtClaims;
import soma.plugin.auth.jwt.api.UserClaims;
import soma.plugin.auth.nkey.api.KeyPair;

/** A service that judges users, played by the test, one request at a time. Confined to the thread of the test. */
final class PlayedService {
    private final TestKernel kernel;
    private final TestConnection connection;
    private final KeyPair issuer;
    private final KeyPair curve;
    private String reply = "";
    private String headers = "";
    private Jwt request;

    private PlayedService(TestKernel kernel, TestConnection connection, KeyPair issuer, KeyPair curve) {
        this.kernel = kernel;
        this.connection = connection;
        this.issuer = issuer;
        this.curve = curve;
    }

    static PlayedService in(TestKernel kernel, String login, KeyPair issuer, KeyPair curve) {
        TestConnection connection = kernel.connect(login).expectIn();
        connection.send("SUB $SYS.REQ.USER.AUTH 1\r\n").expectIn();
        return new PlayedService(kernel, connection, issuer, curve);
    }

    TestConnection connection() {
        return connection;
    }

    /** Waits for a request. */
    PlayedService expectRequest() {
        kernel.await("a request", () -> isWhole(connection.client().receivedBytes()));
        byte[] got = connection.client().receivedBytes();
        connection.take();
        String[] line = line(got);
        assertEquals(Interviewer.SUBJECT, line[1]);
        reply = line[3];
        int start = String.join(" ", line).length() + 2;
        int headerBytes = line[0].equals("HMSG") ? Integer.parseInt(line[4]) : 0;
        headers = new String(got, start, headerBytes, StandardCharsets.ISO_8859_1);
        byte[] payload = Arrays.copyOfRange(got, start + headerBytes, got.length - 2);
        request = Jwt.decode(new String(open(payload), StandardCharsets.US_ASCII), AuthorizationRequest.class);
        return this;
    }

    private byte[] open(byte[] payload) {
        return headers.isEmpty() ? payload : curve.open(payload, serverKey());
    }

    /** Returns the curve key that the request came with. */
    String serverKey() {
        return headers.replaceAll("(?s).*Nats-Server-Xkey: (\\w+)\r\n.*", "$1");
    }

    private static boolean isWhole(byte[] got) {
        String[] line = line(got);
        return line.length > 4
                && got.length == String.join(" ", line).length() + 4 + Integer.parseInt(line[line.length - 1]);
    }

    private static String[] line(byte[] got) {
        return new String(got, StandardCharsets.ISO_8859_1).split("\r\n", 2)[0].split(" ");
    }

    /** Returns the request that came last. */
    JwtClaims request() {
        return request.claims();
    }

    AuthorizationRequest body() {
        return request.body(AuthorizationRequest.class);
    }

    /** Returns the claims of a user for whom the last request was, to be let into an account. */
    JwtClaims user(UserClaims claims, String account) {
        return JwtClaims.of(body().userNkey(), claims).to(account);
    }

    /** Answers the last request with a user. */
    void admit(JwtClaims user) {
        answer(response(Jwt.sign(user, issuer, TestKernel.BEGIN).text(), ""));
    }

    /** Answers the last request with an error. */
    void refuse(String error) {
        answer(response("", error));
    }

    /** Returns the claims of an answer to the last request. */
    JwtClaims response(String jwt, String error) {
        return JwtClaims.of(body().userNkey(), new AuthorizationResponse(jwt, error, ""))
                .to(body().server().id());
    }

    void answer(JwtClaims response) {
        answer(Jwt.sign(response, issuer, TestKernel.BEGIN).text().getBytes(StandardCharsets.US_ASCII));
    }

    void answerSealed(JwtClaims response) {
        byte[] open = Jwt.sign(response, issuer, TestKernel.BEGIN).text().getBytes(StandardCharsets.US_ASCII);
        answer(curve.seal(open, serverKey()));
    }

    void answer(byte[] payload) {
        byte[] head = ("PUB " + reply + " " + payload.length + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(head, head.length + payload.length + 2);
        System.arraycopy(payload, 0, all, head.length, payload.length);
        all[all.length - 2] = '\r';
        all[all.length - 1] = '\n';
        connection.send(all);
    }
}
