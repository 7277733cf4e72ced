/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import soma.kernel.route.TestServer;
import soma.spi.auth.Authorization;
import soma.spi.route.Outcome;
import soma.spi.space.Subscription;

/** A service and an application in spaces of their own. */
class AccountsTest {
    private final AccountsPlugin accounts = new AccountsPlugin();
    private final TestServer server = new TestServer(accounts);
    private final TestClient service = new TestClient(server, "SVC", Authorization.ALLOW_ALL);
    private final TestClient app = new TestClient(server, "APP", Authorization.ALLOW_ALL);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void spacesAreIsolated() {
        service.subscribe("req.time", null);
        assertEquals(Outcome.NOBODY, app.publish("req.time"));
        assertEquals(List.of(), service.got());
    }

    @Test
    void aRequestThroughAnImportIsAnsweredOnceAndHidesItsReply() {
        service.subscribe("req.time", null);
        accounts.importService("APP", "time", "SVC", "req.time");
        app.subscribe("_INBOX.1", null);
        assertEquals(Outcome.DELIVERED, app.publish("time", "_INBOX.1", "", "now?"));
        String request = service.got().getFirst();
        assertTrue(request.startsWith("req.time <_R_."), request);
        String reply = request.substring(request.indexOf('<') + 1, request.indexOf('>'));
        assertEquals(Outcome.DELIVERED, service.publish(reply, "", "", "noon"));
        assertEquals(List.of("_INBOX.1 noon"), app.got());
        assertEquals(Outcome.NOBODY, service.publish(reply));
    }

    @Test
    void aRequestThatNobodyServesReachesNobodyAndLeavesNothingBehind() {
        accounts.importService("APP", "time", "SVC", "req.time");
        assertEquals(Outcome.NOBODY, app.publish("time", "_INBOX.1", "", "now?"));
        assertEquals(0, server.space("SVC").subscriptions());
        assertEquals(Outcome.NOBODY, app.publish("not.imported"));
    }

    @Test
    void aCircleOfImportsEnds() {
        accounts.importService("SVC", "loop", "APP", "loop");
        accounts.importService("APP", "loop", "SVC", "loop");
        assertEquals(Outcome.NOBODY, app.publish("loop"));
    }

    @Test
    void aStreamImportShowsTheLocalSubjectAndEndsWithItsSubscription() {
        accounts.importStream("APP", "from.svc.ticks", "SVC", "ticks");
        Subscription subscription = app.subscribe("from.svc.*", null);
        service.publish("ticks", "", "", "t1");
        assertEquals(List.of("from.svc.ticks t1"), app.got());
        app.unsubscribe(subscription);
        assertEquals(Outcome.NOBODY, service.publish("ticks"));
    }
}
