/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import soma.kernel.testkit.RecordedLog;
import soma.plugin.accounts.api.AccountDefinition.Export;
import soma.plugin.accounts.api.AccountDefinition.Latency;
import soma.plugin.accounts.api.AccountDefinition.ResponseType;
import soma.spi.message.HeldMessage;
import soma.spi.message.Message;
import soma.spi.route.Origin;
import soma.spi.route.Outcome;
import soma.spi.space.SubjectSpace.Registration;
import soma.spi.space.Subscription;
import soma.spi.space.Subscription.Trait;
import soma.spi.tck.fixture.Await;
import soma.spi.tck.fixture.FleetingMessage;
import soma.spi.tck.fixture.PlainServer;

class ServiceFlowsTest {
    private static final Duration SHORT = Duration.ofMillis(1);

    private final PlainServer server = new PlainServer();
    private final PlainAccounts accounts = new PlainAccounts(server, new ServiceFlows(8));

    @AfterEach
    void close() {
        accounts.close();
    }

    private static Export singleton(Duration threshold) {
        return PlainAccounts.export("req.time", ResponseType.SINGLETON, threshold, null);
    }

    private static Export measured(Duration threshold, int sampling) {
        return PlainAccounts.export("req.time", ResponseType.SINGLETON, threshold, new Latency(sampling, "lat.time"));
    }

    private int answer(HeldMessage request, String payload) {
        return accounts.publish("SVC", request.reply(), "", payload);
    }

    private int pending() {
        return accounts.flows().pendingResponses();
    }

    @Test
    void aRequestCrossesAndItsOneAnswerComesBack() {
        accounts.open("APP", "time", "SVC", PlainAccounts.export("req.time"));
        List<HeldMessage> service = accounts.subscribe("SVC", "req.*");
        List<HeldMessage> app = accounts.subscribe("APP", "inbox.*");
        assertEquals(Outcome.DELIVERED, accounts.publish("APP", "time", "inbox.1", "now?"));
        HeldMessage request = service.getFirst();
        assertEquals("req.time", request.subject());
        assertEquals("now?", PlainAccounts.payload(request));
        assertTrue(request.reply().matches("_R_\\.[0-9A-Za-z]{6}\\.[0-9A-Za-z]{6}"), request.reply());
        assertEquals("NATS/1.0\r\nNats-Request-Info: {\"acc\":\"APP\"}\r\n\r\n", PlainAccounts.headers(request));
        assertEquals(1, accounts.flows().pendingResponses("SVC"));
        assertEquals(Outcome.DELIVERED, answer(request, "noon"));
        assertEquals(Outcome.NOBODY, answer(request, "again"));
        assertEquals(List.of("'inbox.1' noon"), texts(app));
        assertEquals(0, pending());
    }

    private static List<String> texts(List<HeldMessage> messages) {
        return messages.stream()
                .map(m -> "'" + m.subject() + "' " + PlainAccounts.payload(m))
                .toList();
    }

    @Test
    void aRequestThatNobodyServesReachesNobody() {
        accounts.open("APP", "time", "SVC", PlainAccounts.export("req.time"));
        assertEquals(Outcome.NOBODY, accounts.publish("APP", "time", "inbox.1", "now?"));
        assertEquals(0, pending());
    }

    @Test
    void aRequestWithoutReplyAndAnAcknowledgementAreNotAwaited() {
        accounts.open("APP", "time", "SVC", PlainAccounts.export("req.time"));
        List<HeldMessage> service = accounts.subscribe("SVC", "req.*");
        accounts.publish("APP", "time", "", "now?");
        accounts.publish("APP", "time", "$JS.ACK.s.c", "now?");
        assertEquals("", service.get(0).reply());
        assertEquals("$JS.ACK.s.c", service.get(1).reply());
        assertEquals(0, pending());
    }

    @Test
    void whatOtherServersForwardIsTheirs() {
        accounts.open("APP", "time", "SVC", PlainAccounts.export("req.time"));
        List<HeldMessage> service = accounts.subscribe("SVC", "req.*");
        for (Origin.Scope scope : Origin.Scope.values()) {
            FleetingMessage.during(FleetingMessage.held("time", "", "" + scope), m -> {
                m.origin(Origin.of(scope, ""));
                return accounts.space("APP").publish(m);
            });
        }
        assertEquals(List.of("'req.time' HERE", "'req.time' EDGE", "'req.time' CORE"), texts(service));
    }

    /** CVE-2026-33246. */
    @Test
    void whatALeafSaysOfARequesterIsNotBelieved() {
        accounts.open("APP", "time", "SVC", PlainAccounts.export("req.time"));
        List<HeldMessage> service = accounts.subscribe("SVC", "req.*");
        String forged = "NATS/1.0\r\nNats-Request-Info: {\"acc\":\"SYS\"}\r\n\r\n";
        FleetingMessage.during(FleetingMessage.held("time", "inbox.1", forged, ""), m -> {
            m.origin(Origin.of(Origin.Scope.EDGE, ""));
            return accounts.space("APP").publish(m);
        });
        assertEquals(
                "NATS/1.0\r\nNats-Request-Info: {\"acc\":\"APP\"}\r\n\r\n", PlainAccounts.headers(service.getFirst()));
    }

    @Test
    void manyAnswersEndWithAnEmptyOne() {
        Export stream = PlainAccounts.export("req.time", ResponseType.STREAMED, Export.USUAL_THRESHOLD, null);
        accounts.open("APP", "time", "SVC", stream);
        List<HeldMessage> service = accounts.subscribe("SVC", "req.*");
        List<HeldMessage> app = accounts.subscribe("APP", "inbox.*");
        accounts.publish("APP", "time", "inbox.1", "now?");
        HeldMessage request = service.getFirst();
        answer(request, "a");
        accounts.publish("SVC", FleetingMessage.held(request.reply(), "", "NATS/1.0\r\nA: 1\r\n\r\n", ""));
        answer(request, "b");
        answer(request, "");
        assertEquals(Outcome.NOBODY, answer(request, "late"));
        assertEquals(List.of("'inbox.1' a", "'inbox.1' ", "'inbox.1' b", "'inbox.1' "), texts(app));
        assertEquals(0, pending());
    }

    @Test
    void manyAnswersEndWhenNobodyTakesThem() {
        Export chunked = PlainAccounts.export("req.time", ResponseType.CHUNKED, Export.USUAL_THRESHOLD, null);
        accounts.open("APP", "time", "SVC", chunked);
        List<HeldMessage> service = accounts.subscribe("SVC", "req.*");
        accounts.publish("APP", "time", "nowhere.1", "now?");
        assertEquals(1, pending());
        assertEquals(Outcome.NOBODY, answer(service.getFirst(), "a"));
        assertEquals(0, pending());
    }

    @Test
    void anAnswerIsNotAwaitedForEver() {
        accounts.open("APP", "time", "SVC", singleton(SHORT));
        List<HeldMessage> service = accounts.subscribe("SVC", "req.*");
        accounts.publish("APP", "time", "inbox.1", "now?");
        Await.until("the answer is awaited no more", () -> pending() == 0);
        assertEquals(Outcome.NOBODY, answer(service.getFirst(), "late"));
    }

    @Test
    void noTimeGivenIsTheUsualTime() {
        accounts.open("APP", "time", "SVC", singleton(Duration.ZERO));
        List<HeldMessage> service = accounts.subscribe("SVC", "req.*");
        accounts.subscribe("APP", "inbox.*");
        accounts.publish("APP", "time", "inbox.1", "now?");
        assertEquals(Outcome.DELIVERED, answer(service.getFirst(), "noon"));
    }

    @Test
    void twoImportsOnOneSubjectBothAnswer() {
        accounts.open("APP", "time", "SVC", PlainAccounts.export("req.time"));
        accounts.open("APP", "time", "OTHER", PlainAccounts.export("other.time"));
        List<HeldMessage> one = accounts.subscribe("SVC", "req.*");
        List<HeldMessage> other = accounts.subscribe("OTHER", "other.*");
        List<HeldMessage> app = accounts.subscribe("APP", "inbox.*");
        accounts.publish("APP", "time", "inbox.1", "now?");
        accounts.publish("OTHER", other.getFirst().reply(), "", "noon");
        answer(one.getFirst(), "midday");
        assertEquals(List.of("'inbox.1' noon", "'inbox.1' midday"), texts(app));
        assertEquals(0, pending());
    }

    @Test
    void anAnswerThatNobodyWaitsForIsAwaitedNoMore() {
        accounts.open("APP", "time", "SVC", singleton(Export.USUAL_THRESHOLD));
        accounts.subscribe("SVC", "req.*");
        accounts.subscribe("APP", "inbox.stays");
        Subscription one = new Subscription("inbox.1", null, "1", (s, m) -> 0, Trait.PUBLIC);
        Subscription all = new Subscription("box.*", null, "2", (s, m) -> 0, Trait.PUBLIC);
        accounts.space("APP").add(one);
        accounts.space("APP").add(all);
        for (String reply : List.of("inbox.1", "box.1", "box.2", "inbox.stays", "elsewhere")) {
            accounts.publish("APP", "time", reply, "now?");
        }
        assertEquals(5, pending());
        accounts.space("APP").remove(one);
        accounts.space("APP").remove(all);
        Await.until("three are awaited no more", () -> pending() == 2);
    }

    @Test
    void soManyAnswersAreAwaitedAndNoMore() {
        accounts.open("APP", "time", "SVC", PlainAccounts.export("req.time"));
        List<HeldMessage> service = accounts.subscribe("SVC", "req.*");
        for (int i = 0; i < 10; i++) {
            assertEquals(i < 8 ? Outcome.DELIVERED : Outcome.NOBODY, accounts.publish("APP", "time", "inbox." + i, ""));
        }
        answer(service.getFirst(), "noon");
        assertEquals(Outcome.DELIVERED, accounts.publish("APP", "time", "inbox.1", ""));
        Await.until(
                "that is logged",
                () -> RecordedLog.contains(
                        "Service import of \"req.time\" from account SVC as \"time\" into APP: 2 requests"
                                + " got no answer but \"no responders\", since 8 answers are awaited already"));
    }

    @Test
    void aResponderMayAskBack() {
        accounts.open("APP", "time", "SVC", PlainAccounts.export("req.time"));
        List<HeldMessage> service = accounts.subscribe("SVC", "req.*");
        List<HeldMessage> back = accounts.subscribe("SVC", "back.*");
        List<HeldMessage> app = accounts.subscribe("APP", "inbox.*");
        accounts.publish("APP", "time", "inbox.1", "now?");
        accounts.publish("SVC", service.getFirst().reply(), "back.1", "which zone?");
        assertTrue(app.getFirst().reply().startsWith("_R_."), app.getFirst().reply());
        assertEquals(1, accounts.flows().pendingResponses("APP"));
        assertEquals(Outcome.DELIVERED, accounts.publish("APP", app.getFirst().reply(), "", "UTC"));
        assertEquals(List.of("'back.1' UTC"), texts(back));
        assertEquals(0, pending());
    }

    @Test
    void aChainTellsWhoIsInBetween() {
        accounts.open("APP", "via.mid", "MID", PlainAccounts.export("mid.time"));
        accounts.open("MID", "mid.time", "SVC", PlainAccounts.export("req.time"));
        List<HeldMessage> service = accounts.subscribe("SVC", "req.*");
        List<HeldMessage> app = accounts.subscribe("APP", "inbox.*");
        assertEquals(Outcome.DELIVERED, accounts.publish("APP", "via.mid", "inbox.1", "now?"));
        assertEquals(
                "NATS/1.0\r\nNats-Request-Info: {\"acc\":\"APP\",\"svc\":\"MID\"}\r\n\r\n",
                PlainAccounts.headers(service.getFirst()));
        assertEquals(2, pending());
        answer(service.getFirst(), "noon");
        assertEquals(List.of("'inbox.1' noon"), texts(app));
        assertEquals(0, pending());
    }

    @Test
    void aChainLeavesNothingBehindWhenTheRequesterLeaves() {
        accounts.open("APP", "via.mid", "MID", PlainAccounts.export("mid.time"));
        accounts.open("MID", "mid.time", "SVC", PlainAccounts.export("req.time"));
        accounts.subscribe("SVC", "req.*");
        Subscription inbox = new Subscription("inbox.1", null, "1", (s, m) -> 0, Trait.PUBLIC);
        accounts.space("APP").add(inbox);
        accounts.publish("APP", "via.mid", "inbox.1", "now?");
        accounts.space("APP").remove(inbox);
        Await.until("nothing is awaited", () -> pending() == 0);
    }

    @Test
    void circlesEnd() {
        accounts.open("A", "loop", "B", PlainAccounts.export("loop"));
        accounts.open("B", "loop", "C", PlainAccounts.export("loop"));
        accounts.open("C", "loop", "A", PlainAccounts.export("loop"));
        accounts.open("D", ">", "D", PlainAccounts.export(">"));
        assertEquals(Outcome.NOBODY, accounts.publish("A", "loop", "inbox.1", ""));
        assertEquals(Outcome.NOBODY, accounts.publish("D", "any.thing", "inbox.1", ""));
        assertEquals(0, pending());
    }

    @Test
    void aVeryLongChainEndsToo() {
        for (int i = 0; i < 1100; i++) {
            accounts.open("A" + i, "loop", "A" + (i + 1), PlainAccounts.export("loop"));
        }
        accounts.subscribe("A1100", "loop");
        assertEquals(Outcome.NOBODY, accounts.publish("A0", "loop", "inbox.1", ""));
        assertEquals(0, pending());
    }

    @Test
    void theSystemAccountIsToldTheServer() {
        accounts.open("APP", "info", "SYS", PlainAccounts.export("req.info"));
        List<HeldMessage> service = accounts.subscribe("SYS", "req.*");
        accounts.publish("APP", "info", "", "");
        assertEquals(
                "NATS/1.0\r\nNats-Request-Info: {\"acc\":\"APP\",\"server\":\"test-server\"}\r\n\r\n",
                PlainAccounts.headers(service.getFirst()));
    }

    @Test
    void importedRequestsAreKnownAsSuchAndAnswersAreNot() {
        accounts.open("APP", "time", "SVC", PlainAccounts.export("req.time"));
        List<String> seen = new ArrayList<>();
        accounts.space("SVC").add(new Subscription("req.*", null, "1", (s, m) -> see(seen, m), Trait.PUBLIC));
        accounts.space("APP").add(new Subscription("inbox.*", null, "1", (s, m) -> see(seen, m), Trait.PUBLIC));
        accounts.space("SVC").add(new Subscription("req.*", null, "2", this::echo, Trait.PUBLIC));
        accounts.publish("APP", "time", "inbox.1", "now?");
        assertEquals(List.of("req.time true", "inbox.1 false"), seen);
        assertTrue(((soma.spi.tck.fixture.PlainSpace) accounts.space("APP"))
                .present().stream().anyMatch(ServiceFlows::isOwn));
    }

    private static int see(List<String> seen, Message message) {
        seen.add(message.subject() + " " + ServiceFlows.isImported(message));
        return Outcome.DELIVERED;
    }

    /** Answers at once, with the message that it was given. */
    private int echo(Subscription subscription, Message message) {
        Message answer = new Message().like(message);
        answer.address(message.reply());
        answer.reply().clear();
        return accounts.space("SVC").publish(answer);
    }

    @Test
    void aClosedImportTakesNothingAndLeavesNothing() {
        Registration open = accounts.open("APP", "time", "SVC", PlainAccounts.export("req.time"));
        List<HeldMessage> service = accounts.subscribe("SVC", "req.*");
        accounts.publish("APP", "time", "inbox.1", "now?");
        open.close();
        open.close();
        assertEquals(0, pending());
        assertEquals(Outcome.NOBODY, accounts.publish("APP", "time", "inbox.1", "now?"));
        assertEquals(Outcome.NOBODY, answer(service.getFirst(), "late"));
        assertEquals(0, accounts.space("APP").subscriptions());
        assertEquals(1, accounts.space("SVC").subscriptions());
    }

    @Test
    void tracesAreEndedOrPassedOn() {
        String block = "NATS/1.0\r\nNats-Trace-Dest: trace.1\r\n\r\n";
        accounts.open("APP", "time", "SVC", PlainAccounts.export("req.time"));
        Export plain = PlainAccounts.export("req.traced");
        accounts.open("APP", "traced", "SVC", traced(plain));
        List<HeldMessage> service = accounts.subscribe("SVC", "req.*");
        List<HeldMessage> traces = accounts.subscribe("APP", "trace.*");
        accounts.publish("APP", FleetingMessage.held("time", "", block, ""));
        accounts.publish("APP", FleetingMessage.held("traced", "", block, ""));
        assertTrue(
                PlainAccounts.headers(service.get(0)).endsWith("Nats-Trace-Dest: trace disabled\r\n\r\n"),
                PlainAccounts.headers(service.get(0)));
        String to =
                PlainAccounts.headers(service.get(1)).lines().toList().get(2).substring("Nats-Trace-Dest: ".length());
        accounts.publish("SVC", to, "", "went there");
        accounts.publish("SVC", to, "", "and there");
        assertEquals(List.of("'trace.1' went there", "'trace.1' and there"), texts(traces));
    }

    private static Export traced(Export export) {
        return new Export(
                export.kind(),
                export.subject(),
                export.access(),
                0,
                export.responseType(),
                export.responseThreshold(),
                null,
                true);
    }

    @Test
    void latencyIsPublishedWithEveryStatus() {
        Registration open = accounts.open("APP", "time", "SVC", measured(Export.USUAL_THRESHOLD, 100));
        List<HeldMessage> latencies = accounts.subscribe("SVC", "lat.*");
        accounts.publish("APP", "time", "inbox.1", "");
        List<HeldMessage> service = accounts.subscribe("SVC", "req.*");
        accounts.publish("APP", "time", "", "");
        Subscription inbox = new Subscription("inbox.1", null, "1", (s, m) -> 0, Trait.PUBLIC);
        accounts.space("APP").add(inbox);
        accounts.publish("APP", "time", "inbox.1", "");
        HeldMessage answered = service.getLast();
        assertTrue(
                answered.reply().matches("_R_\\.[0-9A-Za-z]{6}\\.[0-9A-Za-z]{6}\\.[0-9A-Za-z]{8}\\.T"),
                answered.reply());
        answer(answered, "noon");
        accounts.publish("APP", "time", "inbox.1", "");
        accounts.space("APP").remove(inbox);
        Await.until("the fourth message", () -> latencies.size() == 4);
        open.close();
        accounts.open("APP", "time", "SVC", measured(SHORT, 100));
        accounts.publish("APP", "time", "inbox.1", "");
        Await.until("the fifth message", () -> latencies.size() == 5);
        assertEquals(
                List.of(
                        "503,\"description\":\"Service Unavailable\"",
                        "400,\"description\":\"Bad Request\"",
                        "200",
                        "408,\"description\":\"Request Timeout\"",
                        "504,\"description\":\"Service Timeout\""),
                latencies.stream().map(m -> status(PlainAccounts.payload(m))).toList());
    }

    private static String status(String json) {
        String form = "\\{\"type\":\"io.nats.server.metric.v1.service_latency\",\"id\":\"[0-9A-Za-z]{22}\","
                + "\"timestamp\":\"[-0-9T:.]+Z\",\"status\":([^{]*),\"requestor\":\\{\"acc\":\"APP\"},"
                + "\"start\":\"[-0-9T:.]+Z\",\"service\":\\d+,\"system\":0,\"total\":\\d+}";
        assertTrue(json.matches(form), json);
        return json.replaceFirst(form, "$1");
    }

    @Test
    void latencyIsMeasuredWhenHeadersAskForIt() {
        accounts.open("APP", "time", "SVC", measured(Export.USUAL_THRESHOLD, 0));
        List<HeldMessage> latencies = accounts.subscribe("SVC", "lat.*");
        accounts.publish("APP", "time", "inbox.1", "");
        accounts.publish("APP", FleetingMessage.held("time", "inbox.1", "NATS/1.0\r\nb3: 0\r\n\r\n", ""));
        assertEquals(List.of(), latencies);
        accounts.publish("APP", FleetingMessage.held("time", "inbox.1", "NATS/1.0\r\nb3: 4-5-1\r\n\r\n", ""));
        String json = PlainAccounts.payload(latencies.getFirst());
        assertTrue(json.contains(",\"header\":{\"B3\":[\"4-5-1\"]},\"start\":"), json);
    }

    @Test
    void subjectsOfAnswersAreReserved() {
        assertEquals(
                List.of("_R_.", "_GR_.", "$JS.ACK."),
                ServiceFlows.reservedReplies().stream().map(r -> r.prefix()).toList());
    }

    @Test
    void aMessageOnASubjectThatIsNoAnswersReachesNobody() {
        accounts.open("APP", "time", "SVC", PlainAccounts.export("req.time"));
        List<HeldMessage> service = accounts.subscribe("SVC", "req.*");
        accounts.publish("APP", "time", "inbox.1", "now?");
        String reply = service.getFirst().reply();
        String prefix = reply.substring(0, 11);
        for (String wrong :
                List.of(prefix + "a", prefix + "a.b.c.d.e", reply + "x", prefix + "ä.ä.ä", prefix + "000000")) {
            assertEquals(Outcome.NOBODY, accounts.publish("SVC", wrong, "", "x"), wrong);
        }
        assertEquals(1, pending());
    }

    @Test
    void subjectsThatDoNotGoTogetherAreRefusedAndLeaveNothing() {
        Export wild = PlainAccounts.export("req.*.*");
        assertThrows(IllegalArgumentException.class, () -> accounts.open("APP", "local.*", "SVC", wild));
        assertEquals(0, accounts.space("APP").subscriptions());
    }
}
