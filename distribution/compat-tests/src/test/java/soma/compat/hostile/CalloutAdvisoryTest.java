/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import soma.compat.server.ServerExecutable;
import soma.compat.server.ServerProcess;
import soma.compat.wire.WireClient;

/** The advisory about requests to a callout service that were sealed with a key that everybody knows. */
class CalloutAdvisoryTest {
    private static final String SERVICE = ",\"user\":\"auth\",\"pass\":\"s3cret\"";
    private static final String BOB = "CONNECT {\"verbose\":false,\"user\":\"bob\",\"pass\":\"pa55word\"}\r\nPING\r\n";
    private static final SealedBox ZERO_KEY = new SealedBox(new byte[32]);
    private static final SealedBox ZERO_SHARED = SealedBox.ofShared(new byte[32]);

    private final NKey issuer = NKey.create('A');
    private final NKey curve = NKey.create('X');

    /** A request as the service gets it. */
    private record Request(String reply, String serverKey, byte[] sealed) {
        SealedBox box(NKey curve) {
            return SealedBox.between(curve, serverKey);
        }

        String open(NKey curve) {
            byte[] open = box(curve).open(sealed).orElseThrow(() -> new AssertionError("sealed for somebody else"));
            return Token.payload(new String(open, StandardCharsets.US_ASCII));
        }
    }

    private String configuration(String xkey) {
        return """
                accounts { AUTH { users: [ { user: auth, password: s3cret } ] }, APP {} }
                authorization { timeout: 4, auth_callout {
                  issuer: %s, account: AUTH, auth_users: [ auth ], xkey: %s } }
                """.formatted(issuer.publicKey(), xkey);
    }

    private static WireClient service(Siege siege) {
        WireClient service = WireClient.connect(siege.server().port(), "\"verbose\":false,\"headers\":true" + SERVICE);
        service.send("SUB $SYS.REQ.USER.AUTH 1\r\n");
        assertEquals("", service.drained());
        return service;
    }

    private static Request next(WireClient service) {
        String[] head = service.answer().strip().split(" ", -1);
        assertEquals("HMSG", head[0]);
        String headers = new String(service.bytes(Integer.parseInt(head[4])), StandardCharsets.US_ASCII);
        byte[] sealed = service.bytes(Integer.parseInt(head[5]) - Integer.parseInt(head[4]));
        service.expect("\r\n");
        return new Request(head[3], headers.replaceAll("(?s).*Nats-Server-Xkey: (X[A-Z2-7]+)\r\n.*", "$1"), sealed);
    }

    private byte[] answer(String request) {
        String who = Token.member(request, "user_nkey");
        String server = Token.member(request.substring(request.indexOf("\"server_id\"")), "id");
        String user = Token.claims(
                issuer, who, "\"aud\":\"APP\",", "\"type\":\"user\",\"subs\":-1,\"data\":-1,\"payload\":-1");
        return Token.claims(
                        issuer,
                        who,
                        "\"aud\":\"" + server + "\",",
                        "\"type\":\"authorization_response\",\"jwt\":\"" + user + "\"")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void publish(WireClient service, String subject, byte[] payload) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(("PUB " + subject + " " + payload.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(payload);
        all.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        service.send(all.toByteArray());
    }

    private static byte[] nonce(int number) {
        byte[] nonce = new byte[SealedBox.NONCE];
        Arrays.fill(nonce, (byte) number);
        return nonce;
    }

    /** CVE-2023-46129: what was sealed could be opened with a key of zeros. */
    @Test
    void S15_requests_are_sealed_for_the_service_alone_and_never_twice_alike() {
        try (Siege siege = Siege.of(ServerProcess.startWithConfiguration(configuration(curve.publicKey())), SERVICE);
                WireClient service = service(siege)) {
            Request first = ask(siege, service);
            Request second = ask(siege, service);
            for (Request request : List.of(first, second)) {
                assertTrue(request.open(curve).contains("pa55word"), "the request");
                assertFalse(new String(request.sealed(), StandardCharsets.ISO_8859_1).contains("eyJ"), "in the clear");
                assertTrue(ZERO_KEY.open(request.sealed()).isEmpty(), "a key of zeros opens it");
                assertTrue(ZERO_SHARED.open(request.sealed()).isEmpty(), "a shared secret of zeros opens it");
                SealedBox other = request.box(NKey.create('X'));
                assertTrue(other.open(request.sealed()).isEmpty(), "another key opens it");
            }
            assertNotEquals(
                    HexFormat.of().formatHex(SealedBox.nonce(first.sealed())),
                    HexFormat.of().formatHex(SealedBox.nonce(second.sealed())));
        }
    }

    /** Has somebody log in, who is let in by an answer that is sealed as it should be. */
    private Request ask(Siege siege, WireClient service) {
        try (WireClient bob = WireClient.connect(siege.server().port())) {
            bob.send(BOB);
            Request request = next(service);
            publish(service, request.reply(), request.box(curve).seal(answer(request.open(curve)), nonce(7)));
            bob.expect("PONG\r\n");
            return request;
        }
    }

    @Test
    void S15_answers_that_anybody_could_have_sealed_let_nobody_in() {
        try (Siege siege = Siege.of(ServerProcess.startWithConfiguration(configuration(curve.publicKey())), SERVICE);
                WireClient service = service(siege)) {
            for (String with : List.of("zero key", "zero secret", "another key", "changed", "cut", "nothing")) {
                try (WireClient bob = WireClient.connect(siege.server().port())) {
                    bob.send(BOB);
                    Request request = next(service);
                    publish(service, request.reply(), forged(request, with));
                    assertEquals(Realm.VIOLATION, bob.readToEnd(), with);
                }
            }
            ask(siege, service);
        }
    }

    private byte[] forged(Request request, String with) {
        byte[] open = answer(request.open(curve));
        byte[] good = request.box(curve).seal(open, nonce(1));
        return switch (with) {
            case "zero key" -> ZERO_KEY.seal(open, nonce(2));
            case "zero secret" -> ZERO_SHARED.seal(open, nonce(3));
            case "another key" -> request.box(NKey.create('X')).seal(open, nonce(4));
            case "changed" -> {
                good[good.length - 1] ^= 1;
                yield good;
            }
            case "cut" -> Arrays.copyOf(good, 30);
            default -> new byte[0];
        };
    }

    /** Points with which every private key agrees on zeros. */
    @Test
    void S15_a_key_of_low_order_is_never_sealed_for() {
        Assumptions.assumeTrue(ServerExecutable.strict(), "nats-server takes these keys");
        byte[] one = new byte[32];
        one[0] = 1;
        byte[] order8 = HexFormat.of().parseHex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800");
        for (byte[] point : List.of(new byte[32], one, order8)) {
            String configuration = configuration(NKey.written('X', point));
            try (ServerProcess server = ServerProcess.spawn(ServerExecutable.underTest(), configuration, List.of())) {
                if (!server.refusedToStart()) {
                    try (Siege siege = Siege.of(server, SERVICE);
                            WireClient service = service(siege)) {
                        assertEquals(Realm.VIOLATION, siege.fatal(BOB));
                        assertEquals("", service.drained(), "something was sealed");
                    }
                }
            }
        }
    }
}
