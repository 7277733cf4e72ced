/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.system.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests about accounts, with the answers of nats-server. */
class AccountRequestsTest {
    private final Desk desk = new Desk();

    @BeforeEach
    void subscribe() {
        desk.client("a", "a", "anna").send("SUB foo 1\r\nSUB foo q 2\r\nSUB q.* q 3\r\nPUB foo 3\r\nabc\r\n");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUBSZ", "CONNZ", "LEAFZ", "INFO", "STATZ"})
    void tellsOfAnAccount(String name) {
        assertTrue(desk.ask("$SYS.REQ.ACCOUNT.A." + name, "").startsWith("{SERVER,\"data\":{"), name);
        String wrong = desk.ask("$SYS.REQ.ACCOUNT.A." + name, "[]");
        assertTrue(wrong.startsWith("{SERVER,\"error\":{\"code\":400,"), wrong);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUBSZ", "CONNZ", "LEAFZ", "INFO", "STATZ"})
    void keepsSilentWhenAnotherServerIsMeant(String name) {
        expectSilence("$SYS.REQ.ACCOUNT.A." + name, "{\"server_name\":\"other\"}");
    }

    /** Requests are answered in turn: an answer to a later one means that there is none to this one. */
    private void expectSilence(String subject, String body) {
        desk.askOnly(desk.clerk(), subject, body);
        assertTrue(desk.ask("$SYS.REQ.SERVER.PING.IDZ", "").startsWith("{\"name\":\"desk\""));
    }

    @Test
    void theSubjectSaysWhichAccount() {
        String answer = desk.ask("$SYS.REQ.ACCOUNT.A.CONNZ", "{\"acc\":\"SYS\",\"auth\":true}");
        assertTrue(answer.contains("\"name\":\"anna\"") && !answer.contains("clerk"), answer);
        assertFalse(desk.ask("$SYS.REQ.ACCOUNT.B.CONNZ", "{\"acc\":\"A\"}").contains("anna"));
    }

    @Test
    void thereMayBeNoSuchAccount() {
        assertEquals(
                "{SERVER,\"data\":null,\"error\":{\"code\":500,\"description\":\"Account ZZ does not exist\"}}",
                desk.ask("$SYS.REQ.ACCOUNT.ZZ.INFO", ""));
        assertEquals(
                "{SERVER,\"data\":null,\"error\":{\"code\":500,\"description\":\"jetstream not enabled\"}}",
                desk.ask("$SYS.REQ.ACCOUNT.ZZ.JSZ", ""));
    }

    @Test
    void tellsTraffic() {
        assertTrue(desk.ask("$SYS.REQ.ACCOUNT.A.STATZ", "").contains("\"received\":{\"msgs\":1,\"bytes\":3"));
        assertTrue(desk.ask("$SYS.REQ.ACCOUNT.PING.STATZ", "{\"accounts\":[\"A\"]}")
                .contains("\"acc\":\"A\""));
        assertTrue(desk.ask("$SYS.REQ.ACCOUNT.B.STATZ", "{\"include_unused\":true}")
                .contains("\"acc\":\"B\""));
        expectSilence("$SYS.REQ.ACCOUNT.B.STATZ", "");
        expectSilence("$SYS.REQ.ACCOUNT.PING.STATZ", "{\"accounts\":[\"B\"]}");
    }

    @Test
    void tellsConnections() {
        String event = desk.ask("$SYS.REQ.ACCOUNT.A.CONNS", "{\"acc\":\"A\"}");
        assertTrue(event.contains("\"acc\":\"A\",\"name\":\"A\",\"conns\":1,"), event);
        expectSilence("$SYS.REQ.ACCOUNT.B.CONNS", "");
        expectSilence("$SYS.REQ.ACCOUNT.A.CONNS", "{\"acc\":\"B\"}");
        expectSilence("$SYS.REQ.ACCOUNT.A.CONNS", "{bad");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"acc":"A","subject":"foo"}                | 2
            {"acc":"A","subject":"foo","queue":"cQ=="} | 1
            {"acc":"A","subject":"foo","queue":"eg=="} | 0
            {"acc":"A","subject":"q.x"}                | 1
            {"acc":"A","subject":">"}                  | 3
            {"acc":"A","subject":""}                   | 0
            """)
    void countsSubscriptions(String body, String count) {
        assertEquals(count, desk.ask("$SYS.REQ.ACCOUNT.NSUBS", body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{bad",
                "{\"acc\":\"ZZ\",\"subject\":\"foo\"}",
                "{\"acc\":\"B\",\"subject\":\"foo\"}",
                "{\"acc\":\"A\",\"subject\":\"foo\",\"queue\":\"q\"}"
            })
    void countsNothingForOthers(String body) {
        expectSilence("$SYS.REQ.ACCOUNT.NSUBS", body);
    }

    @Test
    void countsSubscribersInTheAccountThatAsks() {
        assertEquals("0", desk.ask("$SYS.DEBUG.SUBSCRIBERS", "foo"));
        assertEquals("0", desk.ask("$SYS.DEBUG.SUBSCRIBERS", ""));
        assertEquals("1", desk.ask("$SYS.DEBUG.SUBSCRIBERS", "_INBOX.*"));
        String header = "NATS/1.0\r\nNats-Request-Info: {\"acc\":\"A\"}\r\n\r\n";
        String body = "foo q";
        desk.clerk().take();
        desk.clerk()
                .send("SUB i 9\r\nHPUB $SYS.DEBUG.SUBSCRIBERS i %d %d\r\n%s%s\r\n"
                        .formatted(header.length(), header.length() + body.length(), header, body));
        assertEquals("MSG i 9 1\r\n1\r\n", desk.await(desk.clerk(), text -> text.endsWith("\r\n1\r\n")));
    }
}
