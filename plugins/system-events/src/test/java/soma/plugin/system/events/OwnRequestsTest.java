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
import org.junit.jupiter.params.provider.ValueSource;
import soma.kernel.testkit.TestConnection;

/** What every account may ask about itself. */
class OwnRequestsTest {
    private final Desk desk = new Desk();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void tellsAUserWhoHeIs() {
        assertEquals(
                "{SERVER,\"data\":{\"user\":\"a\",\"account\":\"A\",\"account_name\":\"A\"}}",
                desk.ask(desk.client("a", "a", "c"), "$SYS.REQ.USER.INFO", ""));
        assertEquals(
                "{SERVER,\"data\":{\"user\":\"sys\",\"account\":\"SYS\",\"account_name\":\"SYS\"}}",
                desk.ask("$SYS.REQ.USER.INFO", ""));
    }

    @Test
    void tellsAUserWhatHeMayDo() {
        assertEquals(
                "{SERVER,\"data\":{\"user\":\"few\",\"account\":\"A\",\"account_name\":\"A\",\"permissions\":{"
                        + "\"publish\":{\"allow\":[\"$SYS.REQ.USER.INFO\",\"x.\\u003e\"],\"deny\":[\"x.y\"]},"
                        + "\"subscribe\":{\"allow\":[\"_INBOX.\\u003e\"]},"
                        + "\"responses\":{\"max\":3,\"ttl\":5000000000}}}}",
                desk.ask(desk.client("few", "f", "c"), "$SYS.REQ.USER.INFO", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$SYS.REQ.ACCOUNT.PING.CONNZ", "$SYS.REQ.SERVER.PING.CONNZ"})
    void showsTheOwnConnectionsOnly(String subject) {
        TestConnection client = desk.client("a", "a", "mine");
        desk.client("b", "b", "foreign");
        for (String body : new String[] {"", "{\"acc\":\"B\"}", "{\"acc\":\"SYS\",\"auth\":true}"}) {
            String answer = desk.ask(client, subject, body);
            assertTrue(answer.contains("\"num_connections\":1,\"total\":1,"), answer);
            assertTrue(answer.contains("\"name\":\"mine\""), answer);
            assertFalse(answer.contains("foreign") || answer.contains("clerk"), answer);
        }
    }

    @Test
    void permissionsHoldForThese() {
        TestConnection client = desk.client("few", "f", "c");
        client.take();
        client.send("PUB $SYS.REQ.ACCOUNT.PING.CONNZ _INBOX.1 0\r\n\r\n");
        client.expect("-ERR 'Permissions Violation for Publish to \"$SYS.REQ.ACCOUNT.PING.CONNZ\"'\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$SYS.REQ.SERVER.PING.VARZ",
                "$SYS.REQ.SERVER.PING",
                "$SYS.REQ.ACCOUNT.B.CONNZ",
                "$SYS.DEBUG.SUBSCRIBERS",
                "$SYS.REQ.USER.B.INFO",
                "$SYS.REQ.ACCOUNT.NSUBS"
            })
    void whatConcernsTheServerIsNotForAccounts(String subject) {
        assertEquals(
                "NATS/1.0 503\r\nNats-Subject: " + subject + "\r\n\r\n",
                desk.ask(desk.client("a", "a", "c"), subject, ""));
    }
}
