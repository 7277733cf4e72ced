/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.system.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import soma.kernel.testkit.TestConnection;

/** Requests to a server, with the answers of nats-server. */
class ServerRequestsTest {
    private final Desk desk = new Desk();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void tellsWhoItIs() {
        String id = desk.kernel().server().id();
        String expected = "{\"name\":\"desk\",\"host\":\"test\",\"id\":\"\"}";
        assertEquals(expected, desk.ask("$SYS.REQ.SERVER.PING.IDZ", ""));
        assertEquals(expected, desk.ask("$SYS.REQ.SERVER." + id + ".IDZ", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "VARZ",
                "CONNZ",
                "SUBSZ",
                "ROUTEZ",
                "GATEWAYZ",
                "LEAFZ",
                "ACCOUNTZ",
                "JSZ",
                "HEALTHZ",
                "IPQUEUESZ",
                "RAFTZ"
            })
    void answersWithTheDocument(String name) {
        String all = desk.ask("$SYS.REQ.SERVER.PING." + name, "");
        assertTrue(all.startsWith("{SERVER,\"data\":{"), all);
        String one = desk.askServer(name, "");
        assertTrue(one.startsWith("{SERVER,\"data\":{"), one);
    }

    @Test
    void tellsItsHealthWithACode() {
        assertEquals("{SERVER,\"data\":{\"status\":\"ok\",\"status_code\":200}}", desk.askServer("HEALTHZ", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"offset":"x"}   | json: cannot unmarshal string into Go struct field ConnzEventOptions.offset of type int
            {"offset":1e400} | json: cannot unmarshal number 1e400 into Go struct field ConnzEventOptions.offset of type int
            {"offset":1.5}   | json: cannot unmarshal number 1.5 into Go struct field ConnzEventOptions.offset of type int
            {"limit":9223372036854775808} | json: cannot unmarshal number 9223372036854775808 into Go struct field \
            ConnzEventOptions.limit of type int
            {"auth":1}       | json: cannot unmarshal number into Go struct field ConnzEventOptions.auth of type bool
            {"acc":[]}       | json: cannot unmarshal array into Go struct field ConnzEventOptions.acc of type string
            {"tags":["a",5]} | json: cannot unmarshal number into ConnzEventOptions.tags.1 of type string
            {"cid":-1}       | json: cannot unmarshal number -1 into Go struct field ConnzEventOptions.cid of type uint64
            {"sort":5}       | json: cannot unmarshal number into Go struct field ConnzEventOptions.sort of type server.SortOpt
            {"state":"x"}    | json: cannot unmarshal string into Go struct field ConnzEventOptions.state of type \
            server.ConnState
            [1]              | json: cannot unmarshal array into Go value of type server.ConnzEventOptions
            {} {}            | invalid character after top-level value
            """)
    void refusesBodiesThatAreWrong(String body, String why) {
        assertEquals(
                "{SERVER,\"error\":{\"code\":400,\"description\":\"" + why + "\"}}", desk.askServer("CONNZ", body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{bad", "{\"a\":", "\u0001", "{\"a\":1,}", "[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]"})
    void refusesBodiesThatAreNoJson(String body) {
        String answer = desk.askServer("CONNZ", body);
        assertTrue(answer.startsWith("{SERVER,\"error\":{\"code\":400,\"description\":\"invalid JSON"), answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{\"more\":[{}]}",
                "{\"Server_Name\":\"desk\"}",
                "{\"CID\":0,\"acc\":\"A\",\"acc\":\"B\"}"
            })
    void takesWhatGoTakes(String body) {
        assertTrue(desk.askServer("CONNZ", body).startsWith("{SERVER,\"data\":{"), body);
    }

    @Test
    void onlyALeaderAnswersWhatIsForLeaders() {
        desk.askOnly(desk.clerk(), "$SYS.REQ.SERVER.PING.JSZ", "{\"leader_only\":true}");
        assertTrue(desk.ask("$SYS.REQ.SERVER.PING.IDZ", "").startsWith("{\"name\":\"desk\""));
    }

    @Test
    void tellsWhyThereIsNoDocument() {
        assertEquals(
                "{SERVER,\"data\":null,\"error\":{\"code\":500,\"description\":\"invalid sorting option: zz\"}}",
                desk.askServer("CONNZ", "{\"sort\":\"zz\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"server_name\":\"other\"}",
                "{\"server_name\":\"des\",\"exact_match\":true}",
                "{\"host\":\"10.0.0.1\"}",
                "{\"cluster\":\"c\"}",
                "{\"domain\":\"d\"}",
                "{\"tags\":[\"b\",\"c\"]}"
            })
    void keepsSilentWhenAnotherServerIsMeant(String body) {
        desk.askOnly(desk.clerk(), "$SYS.REQ.SERVER.PING.VARZ", body);
        // requests are answered in turn: an answer to a later one means that there is none to this one
        assertTrue(desk.ask("$SYS.REQ.SERVER.PING.IDZ", "").startsWith("{\"name\":\"desk\""));
    }

    @Test
    void answersWhenItIsMeant() {
        for (String body : new String[] {
            "{\"server_name\":\"des\"}",
            "{\"server_name\":\"desk\",\"exact_match\":true}",
            "{\"tags\":[\"B\",\"zone:a\"]}"
        }) {
            assertTrue(desk.askServer("VARZ", body).startsWith("{SERVER,\"data\""), body);
        }
    }

    @Test
    void kicksAClient() {
        TestConnection victim = desk.client("a", "a", "victim");
        long id = desk.kernel().server().sessions().nextId() - 1;
        assertEquals("{SERVER}", desk.askServer("KICK", "{\"cid\":" + id + "}"));
        desk.kernel().await("the end", victim::isClosed);
        assertEquals("Kicked", desk.kernel().lastClosed().reason());
        assertEquals(
                "{SERVER,\"error\":{\"code\":500,\"description\":\"no such client or leafnode id\"}}",
                desk.askServer("KICK", "{\"cid\":" + id + "}"));
    }

    @Test
    void asksAClientToLeave() {
        TestConnection client = desk.newerClient("a", "a");
        long id = desk.kernel().server().sessions().nextId() - 1;
        client.take();
        assertEquals("{SERVER}", desk.askServer("LDM", "{\"cid\":" + id + "}"));
        String info = desk.await(client, text -> text.contains("INFO"));
        assertTrue(info.contains("\"ldm\":true"), info);
        assertFalse(client.isClosed());
        desk.client("a", "a", "old");
        assertEquals(
                "{SERVER,\"error\":{\"code\":500,\"description\":\"client does not support Lame Duck Mode or is not"
                        + " ready to receive the notification\"}}",
                desk.askServer("LDM", "{\"cid\":" + (id + 2) + "}"));
        assertEquals(
                "{SERVER,\"error\":{\"code\":500,\"description\":\"no such client id\"}}",
                desk.askServer("LDM", "{\"cid\":999}"));
    }

    @Test
    void reloads() {
        assertEquals("{SERVER}", desk.askServer("RELOAD", ""));
    }

    @Test
    void knowsNoProfiles() {
        String none = "{SERVER,\"data\":{\"profile\":null,\"error\":\"%s\"}}";
        assertEquals(none.formatted("Profile name not specified"), desk.askServer("PROFILEZ", ""));
        assertEquals(none.formatted("Profile \\\"x\\\" not found"), desk.askServer("PROFILEZ", "{\"name\":\"x\"}"));
        assertEquals(
                none.formatted("Duration 0s should be between 0s and 15s"),
                desk.askServer("PROFILEZ", "{\"name\":\"cpu\"}"));
    }

    @Test
    void tellsItsNumbers() {
        for (String subject : new String[] {"$SYS.REQ.SERVER.PING.STATSZ", "$SYS.REQ.SERVER.PING"}) {
            String answer = desk.ask(subject, "");
            assertTrue(answer.startsWith("{SERVER,\"statsz\":{\"start\":\"\",\"mem\":"), answer);
            assertTrue(answer.contains("\"active_accounts\":1,"), answer);
        }
    }

    @Test
    void encodesAsAsked() {
        TestConnection clerk = desk.clerk();
        for (String encoding : new String[] {"gzip", "snappy", "identity"}) {
            String header =
                    "NATS/1.0\r\nAccept-Encoding: " + (encoding.equals("identity") ? "br" : encoding) + "\r\n\r\n";
            clerk.take();
            clerk.send("SUB i 9\r\nHPUB $SYS.REQ.SERVER.PING.HEALTHZ i %d %d\r\n%s\r\n"
                    .formatted(header.length(), header.length(), header));
            String got = desk.await(clerk, text -> text.contains("Content-Encoding"));
            assertTrue(got.contains("Content-Encoding: " + encoding + "\r\n"), got);
            clerk.send("UNSUB 9\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"IDZ,''", "STATSZ,''", "CONNZ,'[]'", "CONNZ,'{\"sort\":\"zz\"}'"})
    void encodesNothingButData(String name, String body) {
        TestConnection clerk = desk.clerk();
        String header = "NATS/1.0\r\nAccept-Encoding: gzip\r\n\r\n";
        clerk.take();
        clerk.send("SUB i 9\r\nHPUB $SYS.REQ.SERVER.PING.%s i %d %d\r\n%s%s\r\n"
                .formatted(name, header.length(), header.length() + body.length(), header, body));
        String got = desk.await(clerk, text -> text.endsWith("}\r\n"));
        assertTrue(got.startsWith("MSG i 9 "), got);
    }

    @Test
    void whatItDoesNotKnowNobodyAnswers() {
        assertEquals(
                "NATS/1.0 503\r\nNats-Subject: $SYS.REQ.SERVER.PING.FOO\r\n\r\n",
                desk.ask("$SYS.REQ.SERVER.PING.FOO", ""));
    }
}
