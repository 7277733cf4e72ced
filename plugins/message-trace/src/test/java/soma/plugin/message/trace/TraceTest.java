/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.message.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static soma.plugin.message.trace.TracedKernel.ONLY;
import static soma.plugin.message.trace.TracedKernel.TO_T;
import static soma.plugin.message.trace.TracedKernel.hmsg;
import static soma.plugin.message.trace.TracedKernel.hpub;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import soma.kernel.testkit.RecordedLog;
import soma.kernel.testkit.TestConnection;

/** What a trace tells of a message in one account. */
class TraceTest {
    private static final String CONFIGURATION = """
            server_name: srv
            max_payload: 1000
            accounts {
              A {
                users: [
                  {user: a, password: p}
                  {user: limited, password: p, permissions: {publish: [a, t], subscribe: ">"}}
                  {user: strict, password: p, permissions: {subscribe: {allow: ">", deny: "d.secret"}}}
                ]
                mappings { m.in: m.out, m.lost: [ {dest: m.lost, weight: 0} ] }
              }
            }
            """;

    private final TracedKernel kernel = new TracedKernel(CONFIGURATION);

    private TestConnection monitor = kernel.as("a", "");
    private TestConnection publisher = monitor;

    @BeforeEach
    void connect() {
        RecordedLog.clear();
        monitor = kernel.as("a", "", "t");
        publisher = kernel.as("a", ",\"name\":\"pub\"");
    }

    @AfterEach
    void stop() {
        kernel.close();
    }

    private static String in(String subject, String more) {
        return "{\"type\":\"in\",\"kind\":0,\"cid\":3,\"name\":\"pub\",\"acc\":\"A\",\"subj\":\"" + subject + "\""
                + more + "}";
    }

    private static String eg(int id, String more) {
        return ",{\"type\":\"eg\",\"kind\":0,\"cid\":" + id + more + "}";
    }

    @Test
    void theWholeDocument() {
        publisher.send(hpub("nobody", TO_T, "A: <1>", "A: 2"));
        String id = kernel.kernel().server().id();
        String version = kernel.kernel().server().version().nats();
        String document = "{\"server\":{\"name\":\"srv\",\"host\":\"test\",\"id\":\"" + id + "\",\"ver\":\"" + version
                + "\",\"feature_flags\":{\"js_ack_fc_v2\":false,\"js_api_reply_v2\":false,\"js_raft_delete_range\":true,"
                + "\"js_snapshot_sources\":false},\"jetstream\":false,\"flags\":0,\"seq\":1,\"time\":\"2026-01-01T00:00:00Z\"},"
                + "\"request\":{\"header\":{\"A\":[\"\\u003c1\\u003e\",\"2\"],\"Nats-Trace-Dest\":[\"t\"]},\"msgsize\":47},"
                + "\"events\":[{\"type\":\"in\",\"ts\":\"2026-01-01T00:00:00Z\",\"kind\":0,\"cid\":3,\"name\":\"pub\","
                + "\"acc\":\"A\",\"subj\":\"nobody\"}]}";
        monitor.expect("MSG t 1 " + document.length() + "\r\n" + document + "\r\n");
    }

    @Test
    void everyDeliveryIsTold() {
        TestConnection one = kernel.as("a", ",\"name\":\"one\"", "foo", "f*.>", "foo q");
        publisher.send(hpub("foo", TO_T));
        assertEquals(
                in("foo", "")
                        + eg(4, ",\"name\":\"one\",\"sub\":\"foo\"")
                        + eg(4, ",\"name\":\"one\",\"sub\":\"foo\",\"queue\":\"q\""),
                kernel.events(monitor));
        one.expect(hmsg("foo 1", TO_T) + hmsg("foo 3", TO_T));
    }

    @Test
    void aMessageMayBeTracedOnly() {
        TestConnection one = kernel.as("a", "", "foo", "foo q").send("UNSUB 1 1\r\n");
        for (String on : new String[] {"true", "ON", "1"}) {
            publisher.send(hpub("foo reply", TO_T, "Nats-Trace-Only: " + on));
            assertEquals(
                    in("foo", "") + eg(4, ",\"sub\":\"foo\"") + eg(4, ",\"sub\":\"foo\",\"queue\":\"q\""),
                    kernel.events(monitor));
        }
        assertEquals("", one.take());
        assertEquals("", publisher.take());
    }

    @Test
    void aMappingIsTold() {
        kernel.as("a", "", "m.out");
        publisher.send(hpub("m.in", TO_T));
        assertEquals(
                in("m.in", "") + ",{\"type\":\"sm\",\"to\":\"m.out\"}" + eg(4, ",\"sub\":\"m.out\""),
                kernel.events(monitor));
    }

    @Test
    void whyOthersDoNotGetTheMessageIsTold() {
        TestConnection silent = kernel.as("a", ",\"echo\":false", "foo");
        silent.send(hpub("foo", TO_T));
        assertTrue(kernel.events(monitor)
                .endsWith(eg(4, ",\"sub\":\"foo\",\"error\":\"Not delivered because of no echo\"")));
        kernel.as("strict", "", "d.>", "d.> q");
        publisher.send(hpub("d.secret", TO_T));
        String denied = "\"error\":\"Not delivered because subscription denies this subject\"";
        assertEquals(
                in("d.secret", "")
                        + eg(5, ",\"sub\":\"d.\\u003e\"," + denied)
                        + eg(5, ",\"sub\":\"d.\\u003e\",\"queue\":\"q\"," + denied),
                kernel.events(monitor));
    }

    @Test
    void aDeniedSubjectIsTold() {
        TestConnection limited = kernel.as("limited", "");
        limited.send(hpub("b", TO_T)).expect("-ERR 'Permissions Violation for Publish to \"b\"'\r\n");
        assertEquals(
                "{\"type\":\"in\",\"kind\":0,\"cid\":4,\"acc\":\"A\",\"subj\":\"b\",\"error\":"
                        + "\"Permissions Violation for Publish to \\\"b\\\"\"}",
                kernel.events(monitor));
        limited.send(hpub("m.in", TO_T)).expect("-ERR 'Permissions Violation for Publish to \"m.out\"'\r\n");
        assertTrue(kernel.events(monitor)
                .endsWith("Permissions Violation for Publish to \\\"m.out\\\"\"},{\"type\":\"sm\",\"to\":\"m.out\"}"));
    }

    @Test
    void aReservedReplyIsTold() {
        TestConnection one = kernel.as("a", "", "foo");
        publisher
                .send(hpub("foo _R_.x", TO_T))
                .expect("-ERR 'Permissions Violation for Publish with Reply of \"_R_.x\"'\r\n");
        assertEquals(
                in("foo", ",\"error\":\"Permissions Violation for Publish with Reply of \\\"_R_.x\\\"\""),
                kernel.events(monitor));
        assertEquals("", one.take());
    }

    @Test
    void theDestinationMustBePermitted() {
        TestConnection one = kernel.as("a", "", "a", "secret");
        TestConnection limited = kernel.as("limited", "");
        String error = "-ERR 'Permissions Violation for Publish to \"secret\"'\r\n";
        limited.send(hpub("a", "Nats-Trace-Dest: secret")).expect(error);
        limited.send(hpub("a", "Nats-Trace-Dest: secret", ONLY)).expect(error);
        limited.send(hpub("a _R_.x", "Nats-Trace-Dest: secret")).expect(error);
        limited.send(hpub("a", "Nats-Trace-Dest: _GR_.x"))
                .expect("-ERR 'Permissions Violation for Publish to \"_GR_.x\"'\r\n");
        publisher
                .send(hpub("a", "Nats-Trace-Dest: $NRG.x"))
                .expect("-ERR 'Permissions Violation for Publish to \"$NRG.x\"'\r\n");
        assertEquals("", one.take());
        limited.send(hpub("a", TO_T));
        one.expect(hmsg("a 1", TO_T));
    }

    @Test
    void theDestinationMustBeASubject() {
        TestConnection one = kernel.as("a", "", ">");
        publisher.send(hpub("foo re", "Nats-Trace-Dest: t.*", ONLY));
        assertEquals("", one.take());
        assertEquals("", publisher.take());
        publisher.send(hpub("foo", "Nats-Trace-Dest: t.*"));
        one.expect(hmsg("foo 1", "Nats-Trace-Dest: t.*"));
        assertTrue(RecordedLog.contains("Destination \"t.*\" is not valid, won't be able to trace events"));
        publisher.send(hpub("foo", "Nats-Trace-Dest: trace disabled", ONLY));
        one.expect(hmsg("foo 1", "Nats-Trace-Dest: trace disabled", ONLY));
    }

    @Test
    void anOldServersTraceIsEnded() {
        TestConnection one = kernel.as("a", "", "foo");
        publisher.send(hpub("foo", TO_T, "Nats-Trace-Origin-Account: B", ONLY));
        publisher.send(hpub("foo", TO_T, "Nats-Trace-Origin-Account: B"));
        one.expect(hmsg("foo 1", "Nats-Trace-Dest: trace disabled", "Nats-Trace-Origin-Account: B"));
        assertTrue(RecordedLog.contains("Message tracing disabled because of header"));
        assertEquals("", monitor.take());
    }

    @Test
    void aMessageThatNobodyWantsIsAnswered() {
        TestConnection asking = kernel.as("a", "", "re");
        asking.send(hpub("nobody re", TO_T))
                .expect("HMSG re 1 38 38\r\nNATS/1.0 503\r\nNats-Subject: nobody\r\n\r\n\r\n");
        assertFalse(kernel.events(monitor).contains("error"));
    }

    @Test
    void aMessageThatIsTooLargeIsTold() {
        TestConnection one = kernel.as("a", ",\"name\":\"big\"");
        String block = TracedKernel.block(TO_T);
        one.send("HPUB foo " + block.length() + " 2000\r\n" + block + "xxx");
        assertEquals(
                "{\"type\":\"in\",\"kind\":0,\"cid\":4,\"name\":\"big\",\"acc\":\"A\",\"subj\":\"foo\","
                        + "\"error\":\"maximum payload exceeded\"}",
                kernel.events(monitor));
        one.expectEnd("-ERR 'Maximum Payload Violation'\r\n", "Maximum Message Payload Exceeded");
    }

    @Test
    void verboseClientsAreConfirmedWhatTheyPublished() {
        TestConnection verbose = kernel.as("limited", "");
        verbose.send("CONNECT {\"verbose\":true,\"headers\":true,\"user\":\"limited\",\"pass\":\"p\"}\r\n")
                .take();
        verbose.send(hpub("a", TO_T)).expect("+OK\r\n");
        verbose.send(hpub("a", TO_T, ONLY)).expect("+OK\r\n");
        verbose.send(hpub("a", "Nats-Trace-Dest: x", ONLY))
                .expect("-ERR 'Permissions Violation for Publish to \"x\"'\r\n");
        verbose.send(hpub("a", "Nats-Trace-Dest: *", ONLY)).expect("");
    }

    @Test
    void otherSpellingsOfTheHeaderMeanNothing() {
        TestConnection one = kernel.as("a", "", "foo");
        for (String header : new String[] {"nats-trace-dest: t", "Nats-Trace-Dest : t", "Nats-Trace-Dest:", "X: t"}) {
            publisher.send(hpub("foo", header, ONLY));
            one.expect(hmsg("foo 1", header, ONLY));
        }
        assertEquals("", monitor.take());
    }
}
