/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import soma.kernel.route.TestPermissions;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;
import soma.spi.protocol.Protocol.Session;

/** How clients are let in by authenticators, at once and late, and how that ends. */
class AuthenticationTest {
    private static final String CONNECT = "CONNECT {\"verbose\":false,\"user\":\"u\"}\r\n";
    private static final String VIOLATION = "-ERR 'Authorization Violation'\r\n";
    private static final AuthResult NO = new AuthResult.Refused("wrong password");

    private final Door door = Door.answeredLate();
    private final Scene scene = Scene.guarded(door);

    @AfterEach
    void stop() {
        scene.close();
    }

    private AuthResult yes() {
        return new AuthResult.Granted(Admission.to(scene.space("$G")).as("u"));
    }

    private Wire open() {
        Wire client = scene.open();
        client.take();
        return client;
    }

    private void answer(AuthResult result) {
        door.asked.remove().complete(result);
        scene.settle();
    }

    private void readmitAll() {
        scene.server().sessions().forEach(Session::readmit);
        scene.settle();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PING\r\n", "PUB a 0\r\n\r\n", "SUB a 1\r\n", "+OK\r\n", "-ERR x\r\n", "\r\n", "INFO {}\r\n", "x"
            })
    void whoBeginsWithAnythingButConnectIsRefused(String first) {
        open().send(first).expectEnd(VIOLATION, "Authentication Failure");
        assertTrue(door.requests.isEmpty());
    }

    @Test
    void whereNobodyMustSayWhoHeIsTheFirstThingDoneIsJudgedWithoutOptions() {
        door.required = false;
        Wire client = open().send("SUB a 1\r\nPUB a 1\r\nx\r\n");
        client.expect("");
        assertEquals(Map.of(), door.requests.element().options());
        answer(yes());
        client.expect("+OK\r\n+OK\r\nMSG a 1 1\r\nx\r\n");
        client.send("CONNECT {\"verbose\":false}\r\n").expect("");
        answer(yes());
        client.send("PING\r\n").expect("PONG\r\n");
    }

    @Test
    void whoSaysNothingOfHimselfMayBeRefusedWithAnErrorOfItsOwn() {
        door.required = false;
        Wire client = open().send("PING\r\n");
        answer(new AuthResult.Refused("full", "Maximum Account Connections Exceeded", "no room"));
        client.expectEnd("-ERR 'no room'\r\n", "Maximum Account Connections Exceeded");
    }

    @Test
    void whereNobodyMustSayWhoHeIsNobodyIsTimedOut() {
        door.required = false;
        Wire client = open();
        scene.advanceMillis(10_000);
        assertFalse(client.isClosed());
    }

    @Test
    void optionsThatFiltersMakeCannotComeFromAClient() {
        open().send("CONNECT {\"user\":\"u\",\"proxy:key\":\"X\"}\r\n");
        assertFalse(door.requests.element().options().containsKey("proxy:key"));
    }

    @Test
    void theFirstByteIsEnoughToBeRefused() {
        open().send("P").expectEnd(VIOLATION, "Authentication Failure");
        open().send("c").expect("");
    }

    @Test
    void whoSaysNothingHasTwoSeconds() {
        Wire client = open();
        scene.advanceMillis(1_999);
        client.expect("");
        scene.advanceMillis(1);
        client.expectEnd("-ERR 'Authentication Timeout'\r\n", "Authentication Timeout");
    }

    @Test
    void anUnfinishedConnectDoesNotHelp() {
        Wire client = open().send("CONNECT {\"user\":");
        scene.advanceMillis(2_000);
        client.expectEnd("-ERR 'Authentication Timeout'\r\n", "Authentication Timeout");
    }

    @Test
    void anAnswerThatDoesNotComeIsATimeoutToo() {
        Wire client = open();
        scene.advanceMillis(1_500);
        client.send(CONNECT);
        scene.advanceMillis(1_999);
        client.expect("");
        scene.advanceMillis(1);
        client.expectEnd("-ERR 'Authentication Timeout'\r\n", "Authentication Timeout");
        answer(yes());
        client.expect("");
    }

    @Test
    void whoIsLetInIsNotTimedOut() {
        Wire client = open().send(CONNECT);
        answer(yes());
        scene.advanceMillis(10_000);
        client.send("PONG\r\n").expect("PING\r\n");
        assertFalse(client.isClosed());
    }

    @Test
    void nothingIsReadWhileAnAnswerIsAwaited() {
        Wire client = open().send(CONNECT + "PING\r\nSUB a 1\r\nPUB a 1\r\nx\r\n");
        client.send("PUB a 1\r\ny\r\nPING\r\n");
        scene.advanceMillis(1_000);
        client.expect("");
        assertEquals(1, door.requests.size());
        answer(yes());
        client.expect("PONG\r\nMSG a 1 1\r\nx\r\nMSG a 1 1\r\ny\r\nPONG\r\n");
    }

    @Test
    void whatWasSentBehindARefusedConnectIsNeverLookedAt() {
        Wire watcher = open().send(CONNECT);
        answer(yes());
        watcher.send("SUB > 1\r\n");
        Wire client = open().send(CONNECT + "PUB a 1\r\nx\r\n");
        answer(NO);
        client.expectEnd(VIOLATION, "Authentication Failure");
        watcher.expect("");
    }

    @Test
    void aLateGrantIsConfirmedAtOnce() {
        Wire client = open().send("CONNECT {\"verbose\":true}\r\n").expect("");
        answer(yes());
        client.expect("+OK\r\n");
    }

    @Test
    void aRefusalAtOnceIsTheSameAsALateOne() {
        door.answer(_ -> NO);
        open().send(CONNECT).expectEnd(VIOLATION, "Authentication Failure");
    }

    @Test
    void aRefusalMayGiveItsOwnCloseReason() {
        door.answer(_ -> new AuthResult.Refused("no", "Proxy Required"));
        open().send(CONNECT).expectEnd(VIOLATION, "Proxy Required");
    }

    @Test
    void nobodyWhoCouldSayIsARefusal() {
        door.answer(_ -> AuthResult.ABSTAINED);
        open().send(CONNECT).expectEnd(VIOLATION, "Authentication Failure");
    }

    @Test
    void aFailedAnswerIsARefusal() {
        Wire client = open().send(CONNECT);
        door.asked.remove().completeExceptionally(new CompletionException(new IllegalStateException("no")));
        client.expectEnd(VIOLATION, "Authentication Failure");
    }

    @Test
    void anAuthenticatorThatThrowsIsARefusal() {
        door.answer(_ -> {
            throw new IllegalStateException("no");
        });
        open().send(CONNECT).expectEnd(VIOLATION, "Authentication Failure");
    }

    @Test
    void anAnswerAfterTheClientHasLeftChangesNothing() {
        Wire client = open().send(CONNECT);
        client.close();
        scene.advanceMillis(100);
        answer(yes());
        assertEquals(0, scene.server().sessions().count());
    }

    @Test
    void authenticatorsSeeWhatConnectSaid() {
        open().send("CONNECT {\"User\":\"u\",\"pass\":\"p\",\"auth_token\":\"t\",\"other\":1}\r\n");
        AuthRequest request = door.requests.getLast();
        assertEquals("u", request.text("user"));
        assertEquals("p", request.text("pass"));
        assertEquals("t", request.text("auth_token"));
        assertEquals("STANDARD", request.connectionType());
        assertEquals("", request.nonce());
        assertEquals(List.of(), request.peerCertificates());
    }

    @Test
    void infoTellsThatAuthenticationIsRequiredAndTheNonceThatAuthenticatorsSee() {
        door.nonce = true;
        Wire client = scene.open();
        String info = client.take();
        assertTrue(info.contains("\"auth_required\":true"), info);
        Matcher nonce = Pattern.compile("\"nonce\":\"([A-Za-z0-9_-]{15})\"").matcher(info);
        assertTrue(nonce.find(), info);
        client.send(CONNECT);
        assertEquals(nonce.group(1), door.requests.getLast().nonce());
        String other = scene.open().take();
        assertFalse(other.contains(nonce.group(1)), "two connections have the same nonce");
    }

    @Test
    void infoTellsNeitherIfNobodyNeedsIt() {
        door.required = false;
        String info = scene.open().take();
        assertFalse(info.contains("auth_required"), info);
        assertFalse(info.contains("nonce"), info);
    }

    @Test
    void anAdmissionEndsWhenItExpires() {
        Wire client = open().send(CONNECT);
        answer(new AuthResult.Granted(
                Admission.to(scene.space("$G")).until(Scene.BEGIN.plus(Duration.ofMillis(1_500)))));
        scene.advanceMillis(1_499);
        client.expect("");
        scene.advanceMillis(1);
        client.expectEnd("-ERR 'User Authentication Expired'\r\n", "Authentication Expired");
    }

    @Test
    void anAdmissionThatHasExpiredEndsAtOnce() {
        scene.advanceMillis(5_000);
        Wire client = open().send(CONNECT);
        answer(new AuthResult.Granted(Admission.to(scene.space("$G")).until(Scene.BEGIN)));
        client.expectEnd("-ERR 'User Authentication Expired'\r\n", "Authentication Expired");
    }

    @Test
    void anotherConnectBeginsAnew() {
        door.answer(request -> request.text("user").equals("u") ? yes() : NO);
        Wire client = open().send(CONNECT).send("SUB a 1\r\n");
        client.send(CONNECT).send("PUB a 1\r\nx\r\nPING\r\n").expect("PONG\r\n");
        assertEquals(2, door.requests.size());
        client.send("SUB a 1\r\nPUB a 1\r\nx\r\n").expect("MSG a 1 1\r\nx\r\n");
        client.send("CONNECT {\"user\":\"other\"}\r\n").expectEnd(VIOLATION, "Authentication Failure");
    }

    @Test
    void anotherConnectForgetsWhenTheFirstAdmissionExpires() {
        AuthResult brief =
                new AuthResult.Granted(Admission.to(scene.space("$G")).until(Scene.BEGIN.plus(Duration.ofSeconds(1))));
        Wire client = open().send(CONNECT);
        answer(brief);
        client.send(CONNECT);
        answer(yes());
        scene.advanceMillis(1_900);
        client.expect("");
        assertFalse(client.isClosed());
    }

    @Test
    void whileTheAnswerToAnotherConnectIsAwaitedNothingIsDelivered() {
        Wire client = open().send(CONNECT);
        answer(yes());
        client.send("SUB a 1\r\n" + CONNECT);
        door.answer(_ -> yes());
        open().send(CONNECT + "PUB a 1\r\nx\r\n");
        client.expect("");
        answer(yes());
        client.expect("");
    }

    @Test
    void aConnectThatIsRefusedForItselfIsNotAdmitted() {
        door.answer(_ -> yes());
        open().send("CONNECT {\"protocol\":2}\r\n")
                .expectEnd("-ERR 'invalid client protocol'\r\n", "Bad Client Protocol Version");
        open().send("CONNECT {\"no_responders\":true}\r\n")
                .expectEnd("-ERR 'no responders requires headers support'\r\n", "No Responders Requires Headers");
        open().send("CONNECT {\"account\":\"A\"}\r\n").expectEnd(VIOLATION, "Authentication Failure");
        open().send("CONNECT {\"verbose\":1}\r\n").expectEnd("", "Protocol Violation");
        open().send("CONNECT [\r\n").expectEnd("", "Protocol Violation");
    }

    @Test
    void readmissionClosesWhoIsNoLongerWelcome() {
        door.answer(_ -> yes());
        Wire stays = open().send("CONNECT {\"verbose\":false,\"user\":\"stays\"}\r\n");
        Wire goes = open().send("CONNECT {\"verbose\":false,\"user\":\"goes\"}\r\n");
        stays.send("SUB a 1\r\n");
        door.answer(request -> request.text("user").equals("stays") ? yes() : NO);
        readmitAll();
        goes.expectEnd(VIOLATION, "Authentication Failure");
        stays.send("PUB a 1\r\nx\r\n").expect("MSG a 1 1\r\nx\r\n");
    }

    @Test
    void readmissionToAnotherSpaceCloses() {
        door.answer(_ -> yes());
        Wire client = open().send(CONNECT);
        door.answer(_ -> new AuthResult.Granted(Admission.to(scene.space("elsewhere"))));
        readmitAll();
        client.expectEnd("", "Client Closed");
    }

    @Test
    void readmissionClosesWhoNeverSaidWhoItIsOnceThatIsRequired() {
        door.required = false;
        door.answer(_ -> AuthResult.ABSTAINED);
        Wire silent = open().send("SUB a 1\r\n").expect("+OK\r\n");
        door.required = true;
        readmitAll();
        silent.expectEnd(VIOLATION, "Authentication Failure");
    }

    @Test
    void aLateReadmissionDoesNotForgetWhenTheAdmissionExpires() {
        Wire client = open().send(CONNECT);
        AuthResult brief =
                new AuthResult.Granted(Admission.to(scene.space("$G")).until(Scene.BEGIN.plus(Duration.ofSeconds(1))));
        answer(brief);
        readmitAll();
        answer(brief);
        scene.advanceMillis(1_000);
        client.expectEnd("-ERR 'User Authentication Expired'\r\n", "Authentication Expired");
    }

    @Test
    void aReadmissionMayMoveTheTimeOfExpiry() {
        Wire client = open().send(CONNECT);
        answer(new AuthResult.Granted(Admission.to(scene.space("$G")).until(Scene.BEGIN.plus(Duration.ofSeconds(5)))));
        readmitAll();
        answer(new AuthResult.Granted(Admission.to(scene.space("$G")).until(Scene.BEGIN.plus(Duration.ofSeconds(1)))));
        scene.advanceMillis(1_000);
        client.expectEnd("-ERR 'User Authentication Expired'\r\n", "Authentication Expired");
    }

    @Test
    void readmissionBringsOtherPermissions() {
        door.answer(_ -> yes());
        Wire client = open().send(CONNECT).send("SUB a 1\r\nSUB b q 2\r\nSUB c 3\r\nUNSUB 3 2\r\nPUB c 0\r\n\r\n");
        client.expect("MSG c 3 0\r\n\r\n");
        List<String> less = List.of("a", "b");
        Admission changed = Admission.to(scene.space("$G"))
                .as("u")
                .with(new TestPermissions(List.of("c"), List.of(), less, List.of()));
        door.answer(_ -> new AuthResult.Granted(changed));
        readmitAll();
        String errors = client.take();
        assertTrue(errors.contains("-ERR 'Permissions Violation for Subscription to \"a\" (sid \"1\")'\r\n"), errors);
        assertTrue(
                errors.contains("-ERR 'Permissions Violation for Subscription to \"b\" using queue \"q\" (sid \"2\")'"),
                errors);
        client.send("PUB a 0\r\n\r\nPUB c 0\r\n\r\n").expect("-ERR 'Permissions Violation for Publish to \"c\"'\r\n");
        readmitAll();
        client.expect("");
        door.answer(_ -> yes());
        readmitAll();
        client.send("PUB c 0\r\n\r\nPUB c 0\r\n\r\n").expect("MSG c 3 0\r\n\r\n");
    }

    @Test
    void whoWaitsToSayWhoItIsIsNotReadmitted() {
        Wire client = open();
        readmitAll();
        assertTrue(door.requests.isEmpty());
        client.send(CONNECT);
        answer(yes());
        client.send("PING\r\n").expect("PONG\r\n");
    }
}
