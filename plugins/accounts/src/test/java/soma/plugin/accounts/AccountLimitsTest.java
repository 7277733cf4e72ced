/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static soma.plugin.accounts.TestUsers.in;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import soma.kernel.testkit.TestConnection;
import soma.kernel.testkit.TestKernel;
import soma.plugin.accounts.api.AccountDefinition;
import soma.plugin.accounts.api.AccountLimits;
import soma.spi.auth.Authorization;
import soma.spi.auth.Limits;

class AccountLimitsTest {
    private static final String TOO_MANY = "-ERR 'maximum account active connections exceeded'\r\n";
    private static final String REASON = "Maximum Account Connections Exceeded";

    private final TestUsers users = new TestUsers();
    private @Nullable TestKernel started;

    @AfterEach
    void stop() {
        if (started != null) {
            started.close();
        }
    }

    private TestKernel kernel(String limits) {
        TestKernel kernel = users.kernel(configuration(limits));
        started = kernel;
        return kernel;
    }

    private static String configuration(String limits) {
        return "accounts { A { limits { " + limits + " } }, B {} }";
    }

    @Test
    void anAccountHasOnlySoManyConnections() {
        TestKernel kernel = kernel("max_connections: 2");
        TestConnection first = in(kernel, "A");
        in(kernel, "A");
        in(kernel, "B");
        kernel.connect("\"user\":\"A\"").expectEnd(TOO_MANY, REASON);
        assertEquals(2, users.accounts().connections("A"));
        first.close();
        kernel.settle();
        in(kernel, "A");
        assertEquals(2, users.accounts().connections("A"));
        assertEquals(1, users.accounts().connections("B"));
    }

    @Test
    void whoLogsInAgainTakesNoSecondPlace() {
        TestKernel kernel = kernel("max_conn: 1");
        TestConnection client = in(kernel, "A");
        client.connect("\"user\":\"A\"").expectIn();
        client.connect("\"user\":\"B\"").expectIn();
        assertEquals(0, users.accounts().connections("A"));
        in(kernel, "A");
        client.connect("\"user\":\"A\"").expectEnd(TOO_MANY, REASON);
    }

    @Test
    void noneAtAllIsALimitToo() {
        kernel("max_conn: 0").connect("\"user\":\"A\"").expectEnd(TOO_MANY, REASON);
    }

    @Test
    void whenTheLimitIsLoweredTheLastOnesGo() {
        TestKernel kernel = kernel("");
        TestConnection first = in(kernel, "A");
        TestConnection second = in(kernel, "A");
        TestConnection third = in(kernel, "A");
        kernel.reload(configuration("max_connections: 1"));
        second.expectEnd(TOO_MANY, REASON);
        third.expectEnd(TOO_MANY, REASON);
        first.expectIn();
        assertEquals(1, users.accounts().connections("A"));
        users.accounts().define(AccountDefinition.named("A").withLimits(new AccountLimits(0, -1, -1, -1)));
        first.expectEnd(TOO_MANY, REASON);
    }

    @Test
    void subscriptionsOfAConnectionAreLimited() {
        TestKernel kernel = kernel("max_subs: 1");
        in(kernel, "A").send("SUB a 1\r\nSUB b 2\r\n").expect("-ERR 'maximum subscriptions exceeded'\r\n");
        in(kernel, "B").send("SUB a 1\r\nSUB b 2\r\n").expectIn();
    }

    @Test
    void messagesAreLimited() {
        TestKernel kernel = kernel("max_payload: 2");
        in(kernel, "A")
                .send("PUB a 3\r\nabc\r\n")
                .expectEnd("-ERR 'Maximum Payload Violation'\r\n", "Maximum Message Payload Exceeded");
        in(kernel, "B").send("PUB a 3\r\nabc\r\n").expectIn();
    }

    @Test
    void theTighterLimitCounts() {
        users.limit("A", new Limits(1, 100, -1));
        TestKernel kernel = kernel("max_subs: 2, max_payload: 2");
        TestConnection client = in(kernel, "A");
        client.send("SUB a 1\r\nSUB b 2\r\n").expect("-ERR 'maximum subscriptions exceeded'\r\n");
        client.send("PUB a 3\r\nabc\r\n")
                .expectEnd("-ERR 'Maximum Payload Violation'\r\n", "Maximum Message Payload Exceeded");
    }

    @Test
    void aChangedLimitHoldsForThoseWhoAreIn() {
        TestKernel kernel = kernel("");
        TestConnection client = in(kernel, "A").send("SUB a 1\r\n");
        kernel.reload(configuration("max_subs: 1"));
        client.send("SUB b 2\r\n").expect("-ERR 'maximum subscriptions exceeded'\r\n");
        kernel.reload(configuration("max_subs: 2"));
        client.send("SUB b 2\r\n").expectIn();
    }

    @Test
    void permissionsOfAnAccountAreForThoseWhoHaveNone() {
        TestKernel kernel = kernel("");
        TestConnection client = in(kernel, "A");
        users.accounts().define(restricted("secret"));
        kernel.settle();
        client.send("SUB secret 1\r\n").expect("-ERR 'Permissions Violation for Subscription to \"secret\"'\r\n");
        users.accounts().define(restricted("other"));
        kernel.settle();
        client.send("SUB secret 1\r\n").expectIn();
        users.permit("A", denying("mine"));
        in(kernel, "A").send("SUB other 1\r\n").expectIn();
    }

    private static AccountDefinition restricted(String denied) {
        return new AccountDefinition("A", "A", List.of(), List.of(), AccountLimits.NONE, denying(denied), null);
    }

    /** Denies one subject. */
    private static Authorization denying(String denied) {
        return new Authorization() {
            @Override
            public Verdict mayPublish(String subject) {
                return Verdict.YES;
            }

            @Override
            public Verdict maySubscribe(String subject, @Nullable String queue) {
                return subject.equals(denied) ? Verdict.NO : Verdict.YES;
            }
        };
    }

    @Test
    void leafNodesHaveALimitOfTheirOwn() {
        AccountSessions sessions = new AccountSessions();
        AccountLimits limits = new AccountLimits(3, 1, -1, -1);
        assertTrue(sessions.enter(1, "Leafnode", "A", limits));
        assertFalse(sessions.enter(2, "Leafnode", "A", limits));
        assertTrue(sessions.enter(3, "Client", "A", limits));
        assertTrue(sessions.enter(4, "Client", "A", limits));
        assertFalse(sessions.enter(5, "Client", "A", limits));
        assertEquals(List.of(4L, 3L), sessions.beyond("A", new AccountLimits(1, -1, -1, -1)));
        sessions.leave(1);
        sessions.leave(1);
        assertEquals(2, sessions.count("A"));
    }
}
