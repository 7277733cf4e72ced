/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import soma.kernel.route.TestPermissions;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthResult;
import soma.spi.auth.Authenticator;
import soma.spi.auth.Limits;
import soma.spi.protocol.Protocol.Session;
import soma.spi.protocol.SessionView;
import soma.spi.route.ReservedReply;

/** What clients are refused, how they are told, and what others see of them. */
class ClientRulesTest {
    private static final String VERBOSE = "CONNECT {\"headers\":true,\"no_responders\":true}\r\n";

    /** Makes a scene all of whose clients have these permissions and limits. */
    private static Scene granting(TestPermissions permissions, Limits limits, Object... configuration) {
        Door door = Door.answering(_ -> AuthResult.ABSTAINED);
        Scene scene = Scene.guarded(door, configuration);
        Admission admission =
                Admission.to(scene.space("$G")).as("u").with(permissions).with(limits);
        door.answer(_ -> new AuthResult.Granted(admission));
        return scene;
    }

    private static TestPermissions denying(String... patterns) {
        return new TestPermissions(List.of(patterns), List.of(), List.of(patterns), List.of());
    }

    private static SessionView view(Scene scene) {
        List<SessionView> views = new ArrayList<>();
        scene.server().sessions().forEach(session -> views.add(session.view()));
        return views.getFirst();
    }

    // ------------------------------------------------------------------------------------------- permissions

    @ParameterizedTest
    @MethodSource("refusals")
    void refusalsNameWhatWasRefused(String sent, String error) {
        try (Scene scene = granting(denying("no.>"), Limits.NONE)) {
            Wire client = scene.connect(",\"pedantic\":false");
            client.send(sent + "PING\r\n").expect("-ERR 'Permissions Violation for " + error + "'\r\nPONG\r\n");
        }
    }

    private static Stream<Arguments> refusals() {
        return Stream.of(
                arguments("PUB no.a 0\r\n\r\n", "Publish to \"no.a\""),
                arguments("PUB no.ä 0\r\n\r\n", "Publish to \"no.ä\""),
                arguments("PUB no.'\" 0\r\n\r\n", "Publish to \"no.'\\\"\""),
                arguments("PUB no.\\ 0\r\n\r\n", "Publish to \"no.\\\\\""),
                arguments("PUB no.\1 0\r\n\r\n", "Publish to \"no.\\x01\""),
                arguments("PUB no.\u200b 0\r\n\r\n", "Publish to \"no.\\u200b\""),
                arguments("SUB no.a 1\r\n", "Subscription to \"no.a\""),
                arguments("SUB no.* 1\r\n", "Subscription to \"no.*\""),
                arguments("SUB no.a w 1\r\n", "Subscription to \"no.a\" using queue \"w\""),
                arguments("SUB no.a \"w\" 1\r\n", "Subscription to \"no.a\" using queue \"\\\"w\\\"\""),
                arguments("SUB a _sys_ 1\r\n", "Subscription to \"a\" using queue \"_sys_\""));
    }

    @Test
    void aDeniedMessageIsNotConfirmed() {
        try (Scene scene = granting(denying("no.>"), Limits.NONE)) {
            Wire client = scene.open();
            client.take();
            client.send(VERBOSE).expect("+OK\r\n");
            for (int i = 0; i < 3; i++) {
                client.send("PUB no.a 0\r\n\r\n").expect("-ERR 'Permissions Violation for Publish to \"no.a\"'\r\n");
                client.send("SUB no.a 1\r\n").expect("-ERR 'Permissions Violation for Subscription to \"no.a\"'\r\n");
            }
        }
    }

    @Test
    void aMessageThatNobodyAskedForIsNotConfirmed() {
        try (Scene scene = granting(TestPermissions.answering("_INBOX.>"), Limits.NONE)) {
            Wire client = scene.open();
            client.take();
            client.send(VERBOSE).expect("+OK\r\n");
            for (int i = 0; i < 3; i++) {
                client.send("PUB _INBOX.7 0\r\n\r\n")
                        .expect("-ERR 'Permissions Violation for Publish to \"_INBOX.7\"'\r\n");
            }
        }
    }

    @Test
    void reservedRepliesAreRefusedBeyondTheirPrefix() {
        try (Scene scene = Scene.contributing(c -> c.add(ReservedReply.POINT, new ReservedReply("_R_.")))) {
            Wire client = scene.connect("").send("SUB a 1\r\n");
            client.send("PUB a _R_.x 0\r\n\r\n")
                    .expect("-ERR 'Permissions Violation for Publish with Reply of \"_R_.x\"'\r\n");
            client.send("HPUB a _R_.x 12 12\r\nNATS/1.0\r\n\r\n\r\n")
                    .expect("-ERR 'Permissions Violation for Publish with Reply of \"_R_.x\"'\r\n");
            client.send("PUB a _R_. 0\r\n\r\nPUB a _R_ 0\r\n\r\nPUB a _r_.x 0\r\n\r\nPUB _R_.x 0\r\n\r\n")
                    .expect("MSG a 1 _R_. 0\r\n\r\nMSG a 1 _R_ 0\r\n\r\nMSG a 1 _r_.x 0\r\n\r\n");
        }
    }

    @Test
    void thePermissionToPublishIsAskedForBeforeTheReply() {
        Door door = Door.answering(_ -> AuthResult.ABSTAINED);
        try (Scene scene = Scene.contributing(c -> {
            c.add(ReservedReply.POINT, new ReservedReply("_R_."));
            c.add(Authenticator.POINT, door);
        })) {
            Admission admission = Admission.to(scene.space("$G")).with(denying("no"));
            door.answer(_ -> new AuthResult.Granted(admission));
            scene.connect("")
                    .send("PUB no _R_.x 0\r\n\r\n")
                    .expect("-ERR 'Permissions Violation for Publish to \"no\"'\r\n");
        }
    }

    // ------------------------------------------------------------------------------------------- limits

    @ParameterizedTest
    @CsvSource({"-1, 100", "50, 50", "100, 100", "1000, 100"})
    void anAdmissionMayLowerThePayload(long own, int most) {
        try (Scene scene = granting(denying(), new Limits(-1, own, -1), "max_payload", 100)) {
            Wire client = scene.connect(",\"protocol\":1").send("SUB a 1\r\n");
            String info = client.send("PING\r\n").take();
            assertTrue(info.contains("\"max_payload\":" + most + ","), info);
            String payload = "x".repeat(most);
            client.send("PUB a " + most + "\r\n" + payload + "\r\n");
            client.expect("MSG a 1 " + most + "\r\n" + payload + "\r\n");
            client.send("PUB a " + (most + 1) + "\r\n")
                    .expectEnd("-ERR 'Maximum Payload Violation'\r\n", "Maximum Message Payload Exceeded");
        }
    }

    @Test
    void headersCountForThePayload() {
        try (Scene scene = Scene.of("max_payload", 20)) {
            scene.connect("")
                    .send("HPUB a 12 21\r\n")
                    .expectEnd("-ERR 'Maximum Payload Violation'\r\n", "Maximum Message Payload Exceeded");
        }
    }

    @Test
    void anAdmissionMayLimitSubscriptions() {
        try (Scene scene = granting(denying(), new Limits(2, -1, -1))) {
            Wire client = scene.connect("").send("SUB a 1\r\nSUB b 2\r\nSUB c 3\r\n");
            client.expect("-ERR 'maximum subscriptions exceeded'\r\n");
            client.send("UNSUB 1\r\nSUB c 3\r\nPUB c 0\r\n\r\n").expect("MSG c 3 0\r\n\r\n");
        }
    }

    @Test
    void subscriptionsMayBeLimitedInTokens() {
        try (Scene scene = Scene.of("max_sub_tokens", 2)) {
            scene.connect("")
                    .send("SUB a.b 1\r\nSUB a.b.c 2\r\n")
                    .expect("-ERR 'Permissions Violation for Subscription to \"a.b.c\", too many tokens'\r\n");
        }
    }

    @Test
    void oneConnectionTooManyIsTurnedAwayAfterInfo() {
        try (Scene scene = Scene.of("max_connections", 2)) {
            Wire first = scene.connect("");
            scene.connect("");
            Wire third = scene.open();
            String all = third.take();
            assertTrue(all.matches("INFO \\{.*} ?\r\n-ERR 'maximum connections exceeded'\r\n"), all);
            assertTrue(third.isClosed());
            scene.assertLastClosed("Maximum Connections Exceeded");
            first.close();
            assertEquals("PONG\r\n", scene.connect("").send("PING\r\n").take());
        }
    }

    @Test
    void aControlLineMayBeSoLongAndNoLonger() {
        try (Scene scene = Scene.of("max_control_line", 32)) {
            String fits = "x".repeat(30);
            Wire client = scene.open();
            client.take();
            client.send("SUB " + fits + " 1\r\n").expect("+OK\r\n");
            client.send("SUB x" + fits + " 2\r\n")
                    .expectEnd("-ERR 'maximum control line exceeded'\r\n", "Maximum Control Line Exceeded");
        }
    }

    @ParameterizedTest
    @CsvSource({"'SUB ', ' '", "CONNECT, ' '", "'PUB ', x", "'-ERR ', x", "INFO, ' '"})
    void aLineWithoutAnEndIsNotCollectedForEver(String begin, String more) {
        try (Scene scene = Scene.of()) {
            Wire client = scene.connect("").send(begin);
            String piece = more.repeat(1_000);
            for (int i = 0; i < 20 && !client.isClosed(); i++) {
                client.send(piece);
            }
            client.expectEnd("-ERR 'maximum control line exceeded'\r\n", "Maximum Control Line Exceeded");
        }
    }

    @ParameterizedTest
    @CsvSource({"PING, PONG", "PONG, ''", "+OK, ''"})
    void whatIsIgnoredMayBeOfAnyLength(String verb, String answer) {
        try (Scene scene = Scene.of()) {
            Wire client = scene.connect("").send("SUB x 1\r\n" + verb);
            for (int i = 0; i < 20; i++) {
                client.send("x".repeat(1_000)).send("PUB x 0").expect("");
            }
            client.send("\r\nPUB x 0\r\n\r\n");
            client.expect((answer.isEmpty() ? "" : answer + "\r\n") + "MSG x 1 0\r\n\r\n");
        }
    }

    // ------------------------------------------------------------------------------------------- no responders

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    SUB r 7        |PUB a r 0\\r\\n\\r\\n              |r a
                    SUB r.* 7      |PUB abc r.1 2\\r\\nhi\\r\\n        |r.1 abc
                    SUB r q 7      |PUB a r 0\\r\\n\\r\\n              |
                    SUB s 7        |PUB a r 0\\r\\n\\r\\n              |
                    SUB r 7        |PUB a 0\\r\\n\\r\\n                |
                    SUB r 7        |HPUB a r 12 12\\r\\nNATS/1.0\\r\\n\\r\\n\\r\\n|r a
                    """)
    void whoAsksNobodyIsToldOnItsOwnPlainSubscription(String subscribe, String publish, String answer) {
        try (Scene scene = Scene.of()) {
            Wire client = scene.connect(",\"no_responders\":true").send(subscribe + "\r\n");
            String expected = answer == null ? "" : noResponders(answer.split(" "));
            for (int i = 0; i < 3; i++) {
                client.send(publish.translateEscapes()).expect(expected);
            }
        }
    }

    private static String noResponders(String... replyAndSubject) {
        int size = 32 + replyAndSubject[1].length();
        return "HMSG " + replyAndSubject[0] + " 7 " + size + " " + size + "\r\nNATS/1.0 503\r\nNats-Subject: "
                + replyAndSubject[1] + "\r\n\r\n\r\n";
    }

    @Test
    void nobodyElsesSubscriptionIsAnswered() {
        try (Scene scene = Scene.of()) {
            Wire other = scene.connect(",\"no_responders\":true").send("SUB r 1\r\n");
            Wire client = scene.connect(",\"no_responders\":true").send("PUB a r 0\r\n\r\n");
            client.expect("");
            other.expect("");
        }
    }

    @Test
    void whoDidNotAskForThatIsNotTold() {
        try (Scene scene = Scene.of()) {
            scene.connect("").send("SUB r 1\r\nPUB a r 0\r\n\r\n").expect("");
        }
    }

    @Test
    void theAnswerCountsNeitherForTheLimitNorAsAMessage() {
        try (Scene scene = Scene.of()) {
            Wire client = scene.connect(",\"no_responders\":true").send("SUB r 1\r\nUNSUB 1 1\r\n");
            client.send("PUB a r 0\r\n\r\nPUB a r 0\r\n\r\n");
            assertEquals(2, client.take().split("HMSG", -1).length - 1);
            assertEquals(0, view(scene).messagesOut());
            client.send("PUB r 0\r\n\r\nPUB r 0\r\n\r\n").expect("MSG r 1 0\r\n\r\n");
        }
    }

    @Test
    void echoOffMakesOnesOwnSubscriptionNobody() {
        try (Scene scene = Scene.of()) {
            scene.connect(",\"no_responders\":true,\"echo\":false")
                    .send("SUB a 1\r\nSUB r 2\r\nPUB a r 0\r\n\r\n")
                    .expect("HMSG r 2 33 33\r\nNATS/1.0 503\r\nNats-Subject: a\r\n\r\n\r\n");
        }
    }

    // ------------------------------------------------------------------------------------------- what is said when

    @Test
    void whatWasSubscribedBeforeConnectStays() {
        try (Scene scene = Scene.of()) {
            Wire client = scene.open();
            client.take();
            client.send("SUB a 1\r\n").expect("+OK\r\n");
            client.send("CONNECT {\"verbose\":false}\r\nPUB a 1\r\nx\r\n").expect("MSG a 1 1\r\nx\r\n");
            client.send("UNSUB 1\r\nPUB a 1\r\nx\r\n").expect("");
        }
    }

    @Test
    void aVerboseClientIsToldInTheOrderOfWhatItSent() {
        try (Scene scene = Scene.of()) {
            Wire client = scene.open();
            client.take();
            client.send(VERBOSE
                    + "SUB a 1\r\nPUB a 1\r\nx\r\nPING\r\nPUB a. 0\r\n\r\nSUB a..b 2\r\nUNSUB 9\r\nSUB r 3\r\n"
                    + "PUB nobody r 0\r\n\r\nUNSUB 1\r\nPUB a 1\r\nx\r\n");
            client.expect("+OK\r\n+OK\r\n+OK\r\nMSG a 1 1\r\nx\r\nPONG\r\n"
                    + "-ERR 'Invalid Publish Subject'\r\n+OK\r\n-ERR 'Invalid Subject'\r\n+OK\r\n+OK\r\n"
                    + "+OK\r\nHMSG r 3 38 38\r\nNATS/1.0 503\r\nNats-Subject: nobody\r\n\r\n\r\n+OK\r\n+OK\r\n");
        }
    }

    @Test
    void lameDuckModeIsToldToThoseWhoUnderstandIt() {
        try (Scene scene = Scene.of()) {
            Wire modern = scene.connect(",\"protocol\":1").send("PING\r\n");
            Wire old = scene.connect(",\"protocol\":0").send("PING\r\n");
            Wire early = scene.connect(",\"protocol\":1");
            Wire silent = scene.open();
            for (Wire wire : List.of(modern, old, early, silent)) {
                wire.take();
            }
            scene.kernel().lameDuck();
            scene.server().sessions().forEach(Session::lameDuck);
            String info = modern.take();
            assertTrue(info.startsWith("INFO {") && info.contains("\"ldm\":true"), info);
            for (Wire wire : List.of(old, early, silent)) {
                wire.expect("");
            }
        }
    }

    @Test
    void theFirstPongIsFollowedByWhatTheClientWasAdmittedTo() {
        try (Scene scene = Scene.of()) {
            Wire client = scene.connect(",\"protocol\":1").send("PING\r\nPING\r\n");
            String all = client.take();
            assertTrue(all.matches("PONG\r\nINFO \\{.*} ?\r\nPONG\r\n"), all);
            assertTrue(all.contains("\"connect_info\":true") && all.contains("\"remote_account\":\"$G\""), all);
        }
    }

    // ------------------------------------------------------------------------------------------- what others see

    @Test
    void theViewCountsMessagesAndTheirBytes() {
        try (Scene scene = Scene.of()) {
            Wire client = scene.connect(",\"name\":\"n\",\"lang\":\"l\",\"version\":\"1\"");
            client.send("SUB a 1\r\nSUB b 2\r\nPUB a 3\r\nxyz\r\n");
            client.send("HPUB a 12 14\r\nNATS/1.0\r\n\r\nhi\r\nPUB nobody 5\r\nabcde\r\n");
            SessionView view = view(scene);
            assertEquals(3, view.messagesIn());
            assertEquals(3 + 14 + 5, view.bytesIn());
            assertEquals(2, view.messagesOut());
            assertEquals(3 + 14, view.bytesOut());
            assertEquals(2, view.subscriptions());
            assertEquals("n", view.identity().name());
            assertEquals("$G", view.space());
            assertEquals("l", view.details().get("lang"));
            assertEquals("1", view.details().get("version"));
            assertEquals(Scene.BEGIN, view.started());
            scene.advanceMillis(500);
            client.send("PING\r\n");
            assertEquals(Scene.BEGIN.plusMillis(500), view.lastActivity());
        }
    }

    @Test
    void bytesToAClientWithoutHeadersAreThoseWithoutThem() {
        try (Scene scene = Scene.of()) {
            Wire client = scene.open();
            client.send("CONNECT {\"verbose\":false}\r\nSUB a 1\r\n");
            SessionView view = view(scene);
            scene.connect("").send("HPUB a 12 14\r\nNATS/1.0\r\n\r\nhi\r\n");
            assertEquals(2, view.bytesOut());
        }
    }

    @Test
    void aClosedSessionIsRememberedAsWhatItWas() {
        Door door = Door.answering(_ -> AuthResult.ABSTAINED);
        try (Scene scene = Scene.guarded(door)) {
            Admission admission = Admission.to(scene.space("s")).as("u");
            door.answer(_ -> new AuthResult.Granted(admission));
            Wire client = scene.connect(",\"name\":\"n\"").send("SUB a 1\r\nPUB a 1\r\nx\r\n");
            client.close();
            SessionView view = scene.lastClosed().session();
            assertEquals("n", view.identity().name());
            assertEquals("u", view.identity().user());
            assertEquals("s", view.space());
            assertEquals(1, view.messagesIn());
            assertEquals(1, view.messagesOut());
            assertEquals(1, view.subscriptions());
        }
    }

    // ------------------------------------------------------------------------------------------- how it ends

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    XYZ\\r\\n               |Unknown Protocol Operation     |Protocol Violation
                    PUB a 1\\r\\nxyz\\r\\n  |Unknown Protocol Operation     |Protocol Violation
                    PUB a\\r\\n             |                               |Protocol Violation
                    SUB a\\r\\n             |                               |Protocol Violation
                    UNSUB\\r\\n             |Unknown Protocol Operation     |Protocol Violation
                    INFO x\\r\\n            |                               |Protocol Violation
                    -ERR 'bye'\\r\\n        |                               |Parse Error
                    PUB a 1048577\\r\\n     |Maximum Payload Violation      |Maximum Message Payload Exceeded
                    CONNECT {"protocol":3}\\r\\n|invalid client protocol    |Bad Client Protocol Version
                    """)
    void endsAreRememberedWithTheirReasons(String sent, String error, String reason) {
        try (Scene scene = Scene.of()) {
            Wire client = scene.connect("");
            client.send(sent.translateEscapes());
            client.expectEnd(error == null ? "" : "-ERR '" + error + "'\r\n", reason);
        }
    }

    @Test
    void aClientThatLeavesIsRememberedAsHavingLeft() {
        try (Scene scene = Scene.of()) {
            scene.connect("").close();
            scene.assertLastClosed("Client Closed");
        }
    }

    @Test
    void aShutdownIsNotTold() {
        try (Scene scene = Scene.of()) {
            Wire client = scene.connect("");
            scene.server().sessions().forEach(session -> session.close("Server Shutdown"));
            client.expectEnd("", "Server Shutdown");
        }
    }

    @Test
    void headersThatWereNotAgreedOnEndTheConnectionSilently() {
        try (Scene scene = Scene.of("no_header_support", true)) {
            Wire client = scene.open();
            assertTrue(client.take().contains("\"headers\":false"));
            client.send("CONNECT {\"verbose\":false,\"headers\":true}\r\nHPUB a 12 12\r\nNATS/1.0\r\n\r\n\r\n");
            client.expectEnd("", "Protocol Violation");
        }
    }
}
