/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import soma.kernel.testkit.TestKernel;
import soma.plugin.accounts.TestUsers;
import soma.plugin.accounts.api.AccountDefinition.Export;
import soma.plugin.accounts.api.AccountDefinition.ResponseType;
import soma.spi.message.HeldMessage;
import soma.spi.route.Outcome;
import soma.spi.space.SubjectSpace.Registration;
import soma.spi.space.Subscription;
import soma.spi.space.Subscription.Trait;
import soma.spi.tck.fixture.Race;

/** Service imports while several threads ask, answer, leave and reconfigure at the same time. */
class ServiceRaceTest {
    private static final int THREADS = 4;

    private final TestKernel kernel = new TestUsers().kernel("");
    private final PlainAccounts accounts = new PlainAccounts(kernel.server(), new ServiceFlows());

    @AfterEach
    void stop() {
        accounts.close();
        kernel.close();
    }

    private void nothingIsLeft() {
        kernel.await("nothing is awaited", () -> accounts.flows().pendingResponses() == 0);
    }

    @Test
    void ofManyAnswersAtTheSameTimeOneGetsThrough() {
        accounts.open("APP", "time", "SVC", PlainAccounts.export("req.time"));
        List<HeldMessage> service = accounts.subscribe("SVC", "req.*");
        List<HeldMessage> app = accounts.subscribe("APP", "inbox.*");
        for (int round = 0; round < 50; round++) {
            accounts.publish("APP", "time", "inbox.1", "");
            String reply = service.getLast().reply();
            AtomicInteger taken = new AtomicInteger();
            Race.run(THREADS, thread -> {
                if (accounts.publish("SVC", reply, "", "noon") == Outcome.DELIVERED) {
                    taken.incrementAndGet();
                }
            });
            assertEquals(1, taken.get());
            assertEquals(round + 1, app.size());
        }
        nothingIsLeft();
    }

    @Test
    void whoLeavesTakesItsRequestsAlong() {
        Export many = PlainAccounts.export("req.time", ResponseType.STREAMED, Export.USUAL_THRESHOLD, null);
        accounts.open("APP", "time", "SVC", many);
        List<HeldMessage> service = accounts.subscribe("SVC", "req.*");
        Race.run(THREADS, thread -> {
            for (int i = 0; i < 100; i++) {
                String inbox = "inbox." + thread + "." + i;
                Subscription mine = new Subscription(
                        i % 2 == 0 ? inbox : inbox.substring(0, 8) + ">", null, "1", (s, m) -> 0, Trait.PUBLIC);
                accounts.space("APP").add(mine);
                accounts.publish("APP", "time", inbox, "");
                accounts.publish("SVC", service.get(0).reply(), "", "to somebody");
                accounts.space("APP").remove(mine);
            }
        });
        nothingIsLeft();
    }

    @Test
    void importsComeAndGoWhileRequestsDo() {
        Export export = PlainAccounts.export("req.time");
        accounts.space("SVC")
                .add(new Subscription(
                        "req.*",
                        null,
                        "1",
                        (s, m) -> m.reply().isEmpty()
                                ? Outcome.DELIVERED
                                : accounts.publish("SVC", m.reply().toString(), "", "noon"),
                        Trait.PUBLIC));
        List<HeldMessage> app = accounts.subscribe("APP", "inbox.*");
        AtomicInteger delivered = new AtomicInteger();
        Race.run(THREADS, thread -> {
            for (int i = 0; i < 100; i++) {
                if (thread == 0) {
                    Registration open = accounts.open("APP", "time", "SVC", export);
                    accounts.publish("APP", "time", "inbox.own", "");
                    open.close();
                } else if (accounts.publish("APP", "time", "inbox.x", "") == Outcome.DELIVERED) {
                    delivered.incrementAndGet();
                }
            }
        });
        long own = app.stream().filter(m -> m.subject().equals("inbox.own")).count();
        assertEquals(100, own);
        assertTrue(app.size() - own <= delivered.get(), app.size() + " of " + delivered);
        nothingIsLeft();
        assertEquals(1, accounts.space("SVC").subscriptions());
        assertEquals(1, accounts.space("APP").subscriptions());
    }
}
