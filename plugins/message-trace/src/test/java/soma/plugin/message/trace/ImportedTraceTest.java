/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.message.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static soma.plugin.message.trace.TracedKernel.ONLY;
import static soma.plugin.message.trace.TracedKernel.TO_T;
import static soma.plugin.message.trace.TracedKernel.hmsg;
import static soma.plugin.message.trace.TracedKernel.hpub;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import soma.kernel.testkit.TestConnection;

/** What a trace tells of a message that goes into another account, and where it ends. */
class ImportedTraceTest {
    private static final String CONFIGURATION = """
            accounts {
              A {
                users: [ {user: a, password: p} ]
                exports: [ {stream: "s.>"}, {service: q.ok, allow_trace: true}, {service: q.no}
                           {service: q.map, allow_trace: true} ]
                mappings { q.map: q.mapped }
              }
              B {
                users: [ {user: b, password: p} ]
                imports: [
                  {stream: {account: A, subject: s.told}, to: local.told, allow_trace: true}
                  {stream: {account: A, subject: s.untold}, prefix: p}
                  {service: {account: A, subject: q.ok}, to: ask.ok}
                  {service: {account: A, subject: q.no}}
                  {service: {account: A, subject: q.map}}
                ]
              }
            }
            """;

    private final TracedKernel kernel = new TracedKernel(CONFIGURATION);

    private TestConnection a = kernel.as("a", "");
    private TestConnection b = a;
    private TestConnection monitorA = a;
    private TestConnection monitorB = a;

    @BeforeEach
    void connect() {
        monitorA = kernel.as("a", "", "t");
        monitorB = kernel.as("b", "", "t");
        a = kernel.as("a", ",\"name\":\"pub\"");
        b = kernel.as("b", ",\"name\":\"bee\"", "local.told", "p.s.untold", "rep");
    }

    @AfterEach
    void stop() {
        kernel.close();
    }

    private static String in(int id, String name, String account, String subject) {
        return "{\"type\":\"in\",\"kind\":0,\"cid\":" + id + ",\"name\":\"" + name + "\",\"acc\":\"" + account
                + "\",\"subj\":\"" + subject + "\"}";
    }

    private static String si(String account, String from, String to) {
        return ",{\"type\":\"si\",\"acc\":\"" + account + "\",\"from\":\"" + from + "\",\"to\":\"" + to + "\"}";
    }

    @Test
    void aStreamIsFollowedIfTheImportAllowsIt() {
        a.send(hpub("s.told", TO_T));
        String events = in(4, "pub", "A", "s.told") + ",{\"type\":\"se\",\"acc\":\"B\",\"to\":\"local.told\"},"
                + "{\"type\":\"eg\",\"kind\":0,\"cid\":5,\"name\":\"bee\",\"acc\":\"B\",\"sub\":\"s.told\"}";
        assertEquals(events, kernel.events(monitorA));
        b.expect(hmsg("local.told 1", TO_T));
        a.send(hpub("s.told", TO_T, ONLY));
        assertEquals(events, kernel.events(monitorA));
        assertEquals("", b.take());
        assertEquals("", monitorB.take());
    }

    @Test
    void aStreamIsNotFollowedElse() {
        String events = in(4, "pub", "A", "s.untold") + ",{\"type\":\"se\",\"acc\":\"B\",\"to\":\"p.s.untold\"}";
        a.send(hpub("s.untold", TO_T));
        assertEquals(events, kernel.events(monitorA));
        b.expect(hmsg("p.s.untold 2", TO_T));
        a.send(hpub("s.untold re", TO_T, ONLY));
        assertEquals(events, kernel.events(monitorA));
        assertEquals("", b.take());
        assertEquals("", a.take());
    }

    @Test
    void aServiceIsFollowedIfTheExportAllowsIt() {
        TestConnection responder = kernel.as("a", ",\"name\":\"responder\"", "q.ok");
        String events = in(5, "bee", "B", "ask.ok") + si("A", "ask.ok", "q.ok")
                + ",{\"type\":\"eg\",\"kind\":0,\"cid\":6,\"name\":\"responder\",\"acc\":\"A\",\"sub\":\"q.ok\"}";
        b.send(hpub("ask.ok rep", TO_T));
        assertEquals(events, kernel.events(monitorB));
        String request = responder.take();
        assertTrue(request.matches("(?s)HMSG q\\.ok 1 _R_\\S+ .*\r\nNats-Trace-Dest: _R_\\..*"), request);
        b.send(hpub("ask.ok rep", TO_T, ONLY));
        assertEquals(events, kernel.events(monitorB));
        assertEquals("", responder.take());
        assertEquals("", b.take());
        assertEquals("", monitorA.take());
    }

    @Test
    void aServiceIsNotFollowedElse() {
        TestConnection responder = kernel.as("a", "", "q.no");
        String events = in(5, "bee", "B", "q.no") + si("A", "q.no", "q.no");
        b.send(hpub("q.no rep", TO_T));
        assertEquals(events, kernel.events(monitorB));
        String request = responder.take();
        assertTrue(request.contains("\r\nNats-Trace-Dest: trace disabled\r\n"), request);
        b.send(hpub("q.no rep", TO_T, ONLY));
        assertEquals(events, kernel.events(monitorB));
        assertEquals("", responder.take());
        b.expect("HMSG rep 3 36 36\r\nNATS/1.0 503\r\nNats-Subject: q.no\r\n\r\n\r\n");
        assertEquals("", monitorA.take());
    }

    @Test
    void aMappingOfTheExporterIsPartOfTheCrossing() {
        kernel.as("a", "", "q.mapped");
        b.send(hpub("q.map", TO_T));
        assertEquals(
                in(5, "bee", "B", "q.map") + si("A", "q.map", "q.mapped")
                        + ",{\"type\":\"eg\",\"kind\":0,\"cid\":6,\"acc\":\"A\",\"sub\":\"q.mapped\"}",
                kernel.events(monitorB));
    }

    @Test
    void anAnswerIsTracedInTheRespondersAccountOnly() {
        TestConnection responder = kernel.as("a", ",\"name\":\"responder\"", "q.ok");
        b.send("PUB ask.ok rep 1\r\nx\r\n");
        String reply = responder.take().split(" ")[3];
        responder.send(hpub(reply, TO_T));
        assertEquals(in(6, "responder", "A", reply) + si("B", reply, "rep"), kernel.events(monitorA));
        b.expect(hmsg("rep 3", "Nats-Trace-Dest: trace disabled"));
        assertEquals("", monitorB.take());
    }
}
