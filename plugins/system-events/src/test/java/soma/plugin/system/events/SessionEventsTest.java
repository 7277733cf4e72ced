/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.system.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import soma.kernel.testkit.TestConnection;

/** What the system account is told. */
class SessionEventsTest {
    private static final String CLIENT = "\"client\":{\"start\":\"\",\"host\":\"inproc\",\"id\":%d,\"acc\":\"%s\","
            + "\"user\":\"%s\",\"name\":\"%s\",\"lang\":\"java\",\"ver\":\"2\"%s,"
            + "\"name_tag\":\"%s\",\"kind\":\"Client\",\"client_type\":\"nats\"}";

    /** Returns the payload of the message on a subject, once it has come. */
    private static String event(Desk desk, String subject) {
        String got =
                desk.await(desk.clerk(), text -> text.contains("MSG " + subject + " 1 ") && text.endsWith("}\r\n"));
        int at = got.indexOf("MSG " + subject + " 1 ");
        int line = got.indexOf("\r\n", at) + 2;
        return Desk.plain(got.substring(line, got.indexOf("\r\n", line)));
    }

    private static void listen(Desk desk, String subject) {
        desk.clerk().send("SUB " + subject + " 1\r\n").take();
    }

    @Test
    void tellsWhoComes() {
        try (Desk desk = new Desk()) {
            listen(desk, "$SYS.ACCOUNT.A.CONNECT");
            desk.client("a", "a", "anna");
            assertEquals(
                    "{\"type\":\"io.nats.server.advisory.v1.client_connect\",\"id\":\"\",\"timestamp\":\"\",SERVER,"
                            + CLIENT.formatted(2, "A", "a", "anna", "", "A") + "}",
                    event(desk, "$SYS.ACCOUNT.A.CONNECT"));
        }
    }

    @Test
    void tellsWhoGoes() {
        try (Desk desk = new Desk()) {
            listen(desk, "$SYS.ACCOUNT.A.DISCONNECT");
            TestConnection anna = desk.client("a", "a", "anna");
            anna.send("SUB x 1\r\nPUB x 3\r\nabc\r\nPUB y 2\r\nde\r\n");
            anna.close();
            assertEquals(
                    "{\"type\":\"io.nats.server.advisory.v1.client_disconnect\",\"id\":\"\",\"timestamp\":\"\",SERVER,"
                            + CLIENT.formatted(2, "A", "a", "anna", ",\"rtt\":0,\"stop\":\"\"", "A")
                            + ",\"sent\":{\"msgs\":2,\"bytes\":5},\"received\":{\"msgs\":1,\"bytes\":3},"
                            + "\"reason\":\"Client Closed\"}",
                    event(desk, "$SYS.ACCOUNT.A.DISCONNECT"));
        }
    }

    @Test
    void tellsWhoIsRefusedWithoutHisPassword() {
        try (Desk desk = new Desk()) {
            String subject = "$SYS.SERVER." + desk.kernel().server().id() + ".CLIENT.AUTH.ERR";
            listen(desk, subject);
            desk.kernel()
                    .connect("\"user\":\"a\",\"pass\":\"wrong\",\"name\":\"bob\"")
                    .expectRefusal();
            String event = event(desk, subject);
            assertTrue(event.contains("\"acc\":\"$G\",\"user\":\"a\",\"name\":\"bob\""), event);
            assertTrue(event.endsWith("\"reason\":\"Authentication Failure\"}"), event);
            assertFalse(event.contains("wrong"), event);
        }
    }

    @Test
    void tellsTheAccountOfEveryoneWhoIsRefused() {
        try (Desk desk = new Desk(Desk.WITH_GLOBAL_USER, Duration.ofHours(1))) {
            TestConnection owner = desk.client("g", "g", "owner");
            owner.send("SUB $SYS.ACCOUNT.CLIENT.AUTH.ERR 1\r\n").take();
            desk.kernel()
                    .connect("\"user\":\"g\",\"pass\":\"wrong\",\"name\":\"bob\"")
                    .expectRefusal();
            String got = desk.await(owner, text -> text.endsWith("}\r\n"));
            assertTrue(got.startsWith("MSG $SYS.ACCOUNT.CLIENT.AUTH.ERR 1 "), got);
            assertTrue(got.contains("\"acc\":\"$G\",\"user\":\"g\",\"name\":\"bob\""), got);
            assertFalse(got.contains("wrong"), got);
        }
    }

    @Test
    void tellsInTheOrderOfWhatHappens() {
        try (Desk desk = new Desk()) {
            listen(desk, "$SYS.ACCOUNT.A.>");
            for (int i = 0; i < 20; i++) {
                desk.client("a", "a", "c" + i).close();
            }
            String all = desk.await(desk.clerk(), text -> count(text, "MSG $SYS.ACCOUNT.A.DISCONNECT") == 20);
            int before = -1;
            for (int i = 0; i < 20; i++) {
                int came = all.indexOf("\"name\":\"c" + i + "\"");
                int went = all.lastIndexOf("\"name\":\"c" + i + "\"");
                assertTrue(before < came && came < went, "client " + i);
                before = went;
            }
        }
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    @Test
    void tellsItsNumbersAgainWhenAReloadHasChangedSomething() {
        try (Desk desk = new Desk()) {
            listen(desk, "$SYS.SERVER.*.STATSZ");
            desk.kernel().reload(Desk.ACCOUNTS.replace("zone:a", "zone:z"));
            desk.kernel().advance(Duration.ofMillis(10));
            String got = desk.await(desk.clerk(), text -> text.endsWith("}\r\n"));
            assertTrue(got.contains("\"zone:z\""), got);
        }
    }

    @Test
    void tellsAgainFromTimeToTimeHowManyThereAre() {
        try (Desk desk = new Desk(Desk.ACCOUNTS, Duration.ofMillis(1))) {
            listen(desk, "$SYS.ACCOUNT.SYS.SERVER.CONNS");
            for (int i = 0; i < 2; i++) {
                desk.kernel().advance(Duration.ofMillis(1));
                String event = event(desk, "$SYS.ACCOUNT.SYS.SERVER.CONNS");
                assertTrue(event.startsWith("{\"type\":\"io.nats.server.advisory.v1.account_connections\""), event);
                assertTrue(event.contains("\"acc\":\"SYS\",\"name\":\"SYS\",\"conns\":1,"), event);
            }
        }
    }

    @Test
    void tellsItsNumbersSoonAfterTheStart() {
        try (Desk desk = new Desk()) {
            listen(desk, "$SYS.SERVER.*.STATSZ");
            desk.kernel().advance(Duration.ofMillis(250));
            String event = event(desk, "$SYS.SERVER." + desk.kernel().server().id() + ".STATSZ");
            assertTrue(event.startsWith("{SERVER,\"statsz\":{"), event);
        }
    }

    @Test
    void tellsThatItIsALameDuckAndThatItEnds() {
        try (Desk desk = new Desk()) {
            listen(desk, "$SYS.SERVER.>");
            String id = desk.kernel().server().id();
            desk.kernel().server().lameDuck();
            String duck = event(desk, "$SYS.SERVER." + id + ".LAMEDUCK");
            assertTrue(duck.startsWith("{\"name\":\"desk\",\"host\":\"test\",\"id\":\"\",\"ver\":"), duck);
            desk.kernel().server().shutdown();
            String end = event(desk, "$SYS.SERVER." + id + ".SHUTDOWN");
            assertTrue(end.startsWith("{\"name\":\"desk\""), end);
        }
    }

    @Test
    void thereIsNothingWithoutASystemAccount() {
        String configuration = "accounts { A { users: [{user: a, password: a}] } }\nno_system_account: true\n";
        try (Desk desk = new Desk(configuration, Duration.ofMillis(1))) {
            TestConnection client = desk.client("a", "a", "c");
            assertEquals(
                    "NATS/1.0 503\r\nNats-Subject: $SYS.REQ.USER.INFO\r\n\r\n",
                    desk.ask(client, "$SYS.REQ.USER.INFO", ""));
        }
    }
}
