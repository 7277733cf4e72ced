/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import soma.spi.auth.Authorization;

/** What permissions keep from clients, from the first message on a subject. */
class PermissionsOnTheWireTest {
    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aDeniedSubjectIsKeptFromAWiderSubscriptionEveryTime() {
        server.user("half", "$G", TestPermissions.receivingAllBut("secret.>"));
        WireClient half = server.connect(",\"user\":\"half\"").send("SUB > 1\r\n");
        WireClient all = server.connect("").send("SUB > 2\r\n");
        WireClient publisher = server.connect("");
        for (int i = 0; i < 3; i++) {
            publisher.send("PUB secret.x 2\r\nhi\r\n");
            assertEquals("", half.take(), "delivery " + i);
            assertEquals("MSG secret.x 2 2\r\nhi\r\n", all.take(), "delivery " + i);
        }
    }

    @Test
    void aDeniedMemberOfAQueueGroupIsPassedOver() {
        server.user("half", "$G", TestPermissions.receivingAllBut("secret.>"));
        WireClient half = server.connect(",\"user\":\"half\"").send("SUB > w 1\r\n");
        WireClient all = server.connect("").send("SUB > w 2\r\n");
        WireClient publisher = server.connect("");
        for (int i = 0; i < 20; i++) {
            publisher.send("PUB secret." + i % 10 + " 2\r\nhi\r\n");
            assertEquals("", half.take(), "message " + i);
            assertEquals("MSG secret." + i % 10 + " 2 2\r\nhi\r\n", all.take(), "message " + i);
        }
    }

    @Test
    void publishingIsDeniedTheFirstTimeAndLater() {
        server.user("quiet", "$G", new TestPermissions(List.of("no.>"), List.of(), List.of(), List.of()));
        WireClient all = server.connect("").send("SUB > 1\r\n");
        WireClient quiet = server.connect(",\"user\":\"quiet\"");
        for (int i = 0; i < 3; i++) {
            quiet.send("PUB no.x 0\r\n\r\nPUB yes.x 0\r\n\r\n");
            assertEquals("-ERR 'Permissions Violation for Publish to \"no.x\"'\r\n", quiet.take());
            assertEquals("MSG yes.x 1 0\r\n\r\n", all.take());
        }
    }

    @Test
    void aRequestGrantsOneAnswer() {
        server.user("service", "$G", TestPermissions.answering("_INBOX.>"));
        WireClient service = server.connect(",\"user\":\"service\"").send("SUB help 1\r\n");
        WireClient asker = server.connect("").send("SUB _INBOX.> 1\r\n");
        String denied = "-ERR 'Permissions Violation for Publish to \"_INBOX.7\"'\r\n";
        assertEquals(denied, service.send("PUB _INBOX.7 0\r\n\r\n").take(), "nobody asked yet");
        asker.send("PUB help _INBOX.7 0\r\n\r\n");
        assertEquals("MSG help 1 _INBOX.7 0\r\n\r\n", service.take());
        assertEquals("", service.send("PUB _INBOX.7 0\r\n\r\n").take());
        assertEquals("MSG _INBOX.7 1 0\r\n\r\n", asker.take());
        assertEquals(denied, service.send("PUB _INBOX.7 0\r\n\r\n").take(), "the answer was given");
    }

    @Test
    void participantsWithDifferentPermissionsShareNoRoutes() {
        server.user("quiet", "$G", new TestPermissions(List.of("x"), List.of(), List.of(), List.of()));
        server.user("loud", "$G", Authorization.ALLOW_ALL);
        WireClient all = server.connect("").send("SUB x 1\r\n");
        WireClient quiet = server.connect(",\"user\":\"quiet\"");
        WireClient loud = server.connect(",\"user\":\"loud\"");
        for (int i = 0; i < 3; i++) {
            quiet.send("PUB x 0\r\n\r\n");
            assertEquals("", all.take());
            loud.send("PUB x 0\r\n\r\n");
            assertEquals("MSG x 1 0\r\n\r\n", all.take());
        }
    }
}
