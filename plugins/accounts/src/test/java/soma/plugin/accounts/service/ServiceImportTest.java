/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static soma.plugin.accounts.TestUsers.in;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import soma.kernel.testkit.TestConnection;
import soma.kernel.testkit.TestKernel;
import soma.plugin.accounts.TestUsers;

/** What clients see of services that one account has of another. */
class ServiceImportTest {
    private static final String CONFIGURATION = """
            server_name: test
            accounts {
              SYS {}
              SVC {
                exports: [
                  {service: "req.time", latency: {sampling: 100, subject: "lat.time"}}
                  {service: "req.plain"}
                  {service: "req.shared"}
                  {service: "req.stream", response: stream, threshold: "10s"}
                  {service: "q.*.*", latency: {sampling: headers, subject: "lat.q"}, threshold: "2s"}
                  {stream: "req.>"}
                  {service: "mapped"}
                ]
                mappings: { "mapped": "really.mapped" }
              }
              MID {
                imports: [ {service: {account: SVC, subject: "req.plain"}, to: "mid.plain", share: true} ]
                exports: [ {service: "mid.plain"} ]
              }
              APP {
                imports: [
                  {service: {account: SVC, subject: "req.time"}, to: "time"}
                  {service: {account: SVC, subject: "req.plain"}, to: "plain"}
                  {service: {account: SVC, subject: "req.shared"}, to: "shared", share: true}
                  {service: {account: SVC, subject: "req.stream"}, to: "stream"}
                  {service: {account: SVC, subject: "q.*.*"}, to: "local.$2.$1"}
                  {service: {account: SVC, subject: "q.*.*"}}
                  {service: {account: MID, subject: "mid.plain"}, to: "via.mid"}
                  {service: {account: SVC, subject: "mapped"}}
                ]
              }
              WATCHER { imports: [ {stream: {account: SVC, subject: "req.>"}} ] }
            }
            system_account: SYS
            """;
    private static final Pattern REPLY = Pattern.compile("_R_\\.[0-9A-Za-z]{6}\\.[0-9A-Za-z]{6}\\S*");
    /** The first PONG of a client of these tests takes a nanosecond. */
    private static final String INFO = "Nats-Request-Info: {\"acc\":\"APP\",\"rtt\":1}\r\n";

    private final TestKernel kernel = new TestUsers().kernel(CONFIGURATION);
    private final TestConnection service = in(kernel, "SVC");
    private final TestConnection app = in(kernel, "APP");

    @AfterEach
    void stop() {
        kernel.close();
    }

    /** Subscribes the service, and the requester to its inboxes. */
    private void serve(String... subjects) {
        for (int i = 0; i < subjects.length; i++) {
            service.send("SUB " + subjects[i] + " " + (i + 1) + "\r\n");
        }
        app.send("SUB inbox.* 9\r\n");
    }

    private static String publish(String subject, String reply, String payload) {
        return "PUB " + subject + " " + reply + " " + payload.length() + "\r\n" + payload + "\r\n";
    }

    private static String withHeaders(String subject, String reply, String headers, String payload) {
        return "HPUB " + subject + " " + reply + " " + headers.length() + " " + (headers.length() + payload.length())
                + "\r\n" + headers + payload + "\r\n";
    }

    private static String got(String subject, int id, String reply, String headers, String payload) {
        return "HMSG " + subject + " " + id + " " + reply + (reply.isEmpty() ? "" : " ") + headers.length() + " "
                + (headers.length() + payload.length()) + "\r\n" + headers + payload + "\r\n";
    }

    /** Returns the reply subject of a request that must be all that the service got. */
    private String request(String subject, String headers, String payload) {
        String text = service.take();
        String reply = replyIn(text);
        assertEquals(got(subject, 1, reply, headers, payload), text);
        return reply;
    }

    private static String replyIn(String text) {
        Matcher reply = REPLY.matcher(text);
        assertTrue(reply.find(), "no request: " + text);
        return reply.group();
    }

    @Test
    void aRequestIsAnsweredOnce() {
        serve("req.plain");
        app.send(publish("plain", "inbox.1", "now?"));
        String reply = request("req.plain", "NATS/1.0\r\n" + INFO + "\r\n", "now?");
        service.send(publish(reply, "", "noon") + publish(reply, "", "again"));
        app.expect("MSG inbox.1 9 4\r\nnoon\r\n");
        assertEquals("", app.take());
    }

    @Test
    void aRequestThatNobodyServesIsToldSo() {
        TestConnection asking =
                kernel.connect("\"user\":\"APP\",\"no_responders\":true").expectIn();
        asking.send("SUB inbox.* 1\r\n" + publish("plain", "inbox.1", "now?"));
        String status = "NATS/1.0 503\r\nNats-Subject: plain\r\n\r\n";
        asking.expect("HMSG inbox.1 1 " + status.length() + " " + status.length() + "\r\n" + status + "\r\n");
        asking.send(publish("via.mid", "inbox.2", "now?"));
        assertTrue(asking.take().startsWith("HMSG inbox.2 1 "));
        asking.send(publish("not.imported", "inbox.3", "now?"));
        assertTrue(asking.take().startsWith("HMSG inbox.3 1 "));
    }

    @Test
    void oneOfAQueueGroupIsAsked() {
        service.send("SUB req.plain q 1\r\nSUB req.plain q 2\r\n");
        app.send(publish("plain", "inbox.1", "now?"));
        assertEquals(1, service.take().split("HMSG", -1).length - 1);
    }

    @Test
    void aStreamOfAnswersEndsWithAnEmptyOneOrInTime() {
        serve("req.stream");
        app.send(publish("stream", "inbox.1", ""));
        String reply = request("req.stream", "NATS/1.0\r\n" + INFO + "\r\n", "");
        service.send(
                publish(reply, "", "a") + publish(reply, "", "b") + publish(reply, "", "") + publish(reply, "", "c"));
        app.expect("MSG inbox.1 9 1\r\na\r\nMSG inbox.1 9 1\r\nb\r\nMSG inbox.1 9 0\r\n\r\n");
        app.send(publish("stream", "inbox.2", ""));
        String second = replyIn(service.take());
        service.send(publish(second, "", "a"));
        app.expect("MSG inbox.2 9 1\r\na\r\n");
        kernel.advance(Duration.ofSeconds(10));
        service.send(publish(second, "", "late")).expectIn();
        assertFalse(app.take().contains("late"));
    }

    @Test
    void wildcardsChangePlaces() {
        serve("q.*.*");
        app.send(publish("local.a.b", "inbox.1", "x"));
        request("q.b.a", "NATS/1.0\r\n" + INFO + "\r\n", "x");
        app.send(publish("q.c.d", "inbox.1", "x"));
        request("q.c.d", "NATS/1.0\r\n" + INFO + "\r\n", "x");
    }

    @Test
    void aSharedRequesterIsShown() {
        serve("req.shared");
        TestConnection named = kernel.connect("\"user\":\"APP\",\"name\":\"joe\",\"lang\":\"java\",\"version\":\"1.2\"")
                .expectIn();
        named.send(publish("shared", "inbox.1", "x"));
        String text = service.take();
        String json = text.substring(text.indexOf("Nats-Request-Info: ") + 19, text.indexOf("\r\n\r\n"));
        assertTrue(
                json.matches("\\{\"start\":\"2026-01-01T00:00:00Z\",\"host\":\"[^\"]+\",\"id\":\\d+,\"acc\":\"APP\","
                        + "\"user\":\"APP\",\"name\":\"joe\",\"lang\":\"java\",\"ver\":\"1.2\",\"rtt\":1,\"server\":\"test\","
                        + "\"kind\":\"Client\",\"client_type\":\"nats\"}"),
                json);
    }

    /** CVE-2026-33223. */
    @Test
    void aForgedHeaderIsReplacedAndAllElseStays() {
        serve("req.plain");
        String forged = "NATS/1.0\r\nNats-Request-Info: {\"acc\":\"SYS\"}\r\nA: 1\r\nNats-Request-Info: {}\r\n"
                + "nats-request-info: low\r\nNats-Request-Info : sp\r\nB: x Nats-Request-Info: y\r\n"
                + "Nats-Request-Info: folded\r\n value\r\n\r\n";
        app.send(withHeaders("plain", "inbox.1", forged, "x"));
        request("req.plain", "NATS/1.0\r\nA: 1\r\nB: x Nats-Request-Info: y\r\n" + INFO + "\r\n", "x");
    }

    @Test
    void aChainTellsWhoAskedAndWhoIsInBetween() {
        serve("req.plain");
        app.send(publish("via.mid", "inbox.1", "x"));
        String reply = request(
                "req.plain",
                "NATS/1.0\r\nNats-Request-Info: {\"acc\":\"APP\",\"svc\":\"MID\",\"rtt\":1,\"server\":\"test\"}\r\n\r\n",
                "x");
        service.send(publish(reply, "", "noon"));
        app.expect("MSG inbox.1 9 4\r\nnoon\r\n");
    }

    @Test
    void requestsStayBetweenTheTwo() {
        TestConnection watcher = in(kernel, "WATCHER").send("SUB req.> 1\r\nSUB > 2\r\n");
        serve("req.plain");
        app.send(publish("plain", "inbox.1", "x"));
        String reply = replyIn(service.take());
        service.send(publish(reply, "", "noon"));
        watcher.expectIn();
        service.send(publish("req.plain", "", "own"));
        assertTrue(watcher.take().contains("own"));
    }

    @Test
    void subjectsOfAnswersAreReserved() {
        for (String reserved : new String[] {"_R_.a.b", "_GR_.a", "$JS.ACK.a"}) {
            app.send(publish("plain", reserved, "x"))
                    .expect("-ERR 'Permissions Violation for Publish with Reply of \"" + reserved + "\"'\r\n");
        }
    }

    @Test
    void mappingsOfTheExporterApply() {
        serve("really.mapped", "mapped");
        app.send(publish("mapped", "inbox.1", "x"));
        request("really.mapped", "NATS/1.0\r\n" + INFO + "\r\n", "x");
    }

    @Test
    void latencyIsPublishedInTheExportersAccount() {
        serve("req.time", "lat.>");
        app.send(publish("time", "inbox.1", "x"));
        String reply = replyIn(service.take());
        kernel.advance(Duration.ofMillis(40));
        service.send(publish(reply, "", "noon"));
        String text = service.take();
        assertTrue(text.startsWith("MSG lat.time 2 "), text);
        String json = text.substring(text.indexOf('{'), text.lastIndexOf('}') + 1);
        assertTrue(json.contains("\"status\":200,\"requestor\":{\"acc\":\"APP\",\"rtt\":1},\"responder\":{"), json);
        assertTrue(json.contains("\"acc\":\"SVC\",\"user\":\"SVC\",\"rtt\":1,\"server\":\"test\""), json);
        assertTrue(json.endsWith(",\"service\":39999999,\"system\":0,\"total\":40000001}"), json);
        app.expect("MSG inbox.1 9 4\r\nnoon\r\n");
    }

    @Test
    void anAnswerIsNotAwaitedWhenTheRequesterHasLeft() {
        serve("req.time", "lat.>");
        TestConnection leaving = in(kernel, "APP").send("SUB box.* 1\r\n" + publish("time", "box.1", "x"));
        String reply = replyIn(service.take());
        leaving.close();
        kernel.await("the measurement", () -> {
            String text = service.take();
            assertFalse(text.contains("\"status\":200"), text);
            return text.contains("\"status\":408,\"description\":\"Request Timeout\"");
        });
        service.send(publish(reply, "", "late"));
        assertEquals("", service.take());
    }

    @Test
    void anOverdueAnswerIsMeasuredToo() {
        serve("q.*.*", "lat.>");
        String traced = "NATS/1.0\r\nTraceparent: 00-a-b-01\r\n\r\n";
        app.send(withHeaders("q.a.b", "inbox.1", traced, "x"));
        String reply = replyIn(service.take());
        kernel.advance(Duration.ofSeconds(2));
        kernel.await(
                "the measurement",
                () -> service.take()
                        .contains(
                                "\"status\":504,\"description\":\"Service Timeout\",\"requestor\":{\"acc\":\"APP\",\"rtt\":1},"
                                        + "\"header\":{\"Traceparent\":[\"00-a-b-01\"]}"));
        service.send(publish(reply, "", "late"));
        assertEquals("", app.take());
    }

    @Test
    void aReloadEndsAnImportAndWhatItAwaits() {
        serve("req.plain");
        app.send(publish("plain", "inbox.1", "x"));
        String reply = replyIn(service.take());
        kernel.reload("server_name: test\naccounts { SYS {}, SVC { exports: [{service: \"req.plain\"}] }, APP {} }\n"
                + "system_account: SYS");
        service.send(publish(reply, "", "late"));
        app.send(publish("plain", "inbox.1", "x"));
        assertEquals("", service.take());
        assertEquals("", app.take());
    }
}
