/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static soma.plugin.auth.permissions.Users.alice;
import static soma.plugin.auth.permissions.Users.bob;
import static soma.plugin.auth.permissions.Users.configured;
import static soma.plugin.auth.permissions.Users.start;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import soma.kernel.testkit.TestConnection;
import soma.kernel.testkit.TestKernel;

/** Weaknesses that nats-server once had, each looked for here. */
class AdvisoryTest {
    private static final String VIOLATION = "-ERR 'Authorization Violation'\r\n";

    @Test
    void cve2022_29946_aQueueSubscriptionGetsNothingThatIsDenied() {
        try (TestKernel kernel = start("subscribe: { allow: \"foo.*\", deny: \"foo.bar\" }")) {
            TestConnection restricted = alice(kernel).send("SUB foo.* q 1\r\n");
            TestConnection free = bob(kernel).send("SUB foo.* q 2\r\n");
            TestConnection publisher = bob(kernel);
            for (int i = 0; i < 50; i++) {
                publisher.send("PUB foo.bar 0\r\n\r\n");
                free.expect("MSG foo.bar 2 0\r\n\r\n");
                assertEquals("", restricted.take());
            }
            free.send("UNSUB 2\r\n");
            publisher.send("PUB foo.bar 0\r\n\r\nPUB foo.baz 0\r\n\r\n");
            restricted.expect("MSG foo.baz 1 0\r\n\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo.x.*", "foo.>", "*.x.*", ">", "foo.*.*", "*.*.*", "*.>"})
    void ghsa_wh7g_5m82_pmhr_aDenyWithAWildcardHoldsForWhateverOverlapsIt(String pattern) {
        try (TestKernel kernel = start("subscribe: { deny: \"foo.*.secret\" }")) {
            TestConnection publisher = bob(kernel);
            for (String queue : List.of("", " q")) {
                TestConnection restricted = alice(kernel).send("SUB " + pattern + queue + " 1\r\n");
                TestConnection peer = bob(kernel).send("SUB " + pattern + queue + " 2\r\n");
                for (int i = 0; i < 10; i++) {
                    publisher.send("PUB foo.x.secret 0\r\n\r\n");
                    peer.expect("MSG foo.x.secret 2 0\r\n\r\n");
                    assertEquals("", restricted.take());
                }
                peer.close();
                publisher.send("PUB foo.x.open 0\r\n\r\n");
                restricted.expect("MSG foo.x.open 1 0\r\n\r\n");
                restricted.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo.*.secret", "foo.a.secret"})
    void ghsa_wh7g_5m82_pmhr_whatIsDeniedAsAWholeIsRefused(String pattern) {
        try (TestKernel kernel = start("subscribe: { deny: \"foo.*.secret\" }")) {
            TestConnection restricted = alice(kernel);
            restricted
                    .send("SUB " + pattern + " 1\r\n")
                    .expect("-ERR 'Permissions Violation for Subscription to \"" + pattern + "\"'\r\n");
            restricted
                    .send("SUB " + pattern + " q 1\r\n")
                    .expect("-ERR 'Permissions Violation for Subscription to \"" + pattern
                            + "\" using queue \"q\"'\r\n");
        }
    }

    @Test
    void ghsa_jx8g_9g95_6322_aDenyForAQueueTakesNothingFromThePlainOne() {
        String denied = "-ERR 'Permissions Violation for Subscription to \"foo\" using queue \"%s\"'\r\n";
        try (TestKernel kernel = start("subscribe: { deny: [\"foo\", \"foo q1\"] }")) {
            alice(kernel).send("SUB foo q2 1\r\n").expect(denied.formatted("q2"));
            alice(kernel).send("SUB foo q1 1\r\n").expect(denied.formatted("q1"));
            TestConnection wider = alice(kernel).send("SUB * q2 1\r\nSUB > 2\r\n");
            bob(kernel).send("PUB foo 0\r\n\r\nPUB bar 0\r\n\r\n");
            String got = wider.take();
            assertEquals(false, got.contains("foo"), got);
            assertEquals(true, got.contains("MSG bar 1 0") && got.contains("MSG bar 2 0"), got);
        }
        try (TestKernel kernel = start("subscribe: { deny: \"foo q1\" }")) {
            alice(kernel).send("SUB foo q1 1\r\n").expect(denied.formatted("q1"));
            alice(kernel).send("SUB foo q2 1\r\nSUB foo 2\r\nPING\r\n").expect("PONG\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PING\r\n", "SUB a 1\r\n", "PUB a 0\r\n\r\n", "CONNECT {}\r\n"})
    void ghsa_hmmp_q8cx_v964_whoSaysNothingComesOverAllowedConnectionsOnly(String first) {
        String configuration = """
                no_auth_user: guest
                authorization { users: [
                  { user: guest, password: g, allowed_connection_types: [WEBSOCKET] }, { user: bob, password: pb } ] }
                """;
        try (TestKernel kernel = configured(configuration).start()) {
            TestConnection client = kernel.open();
            client.takeInfo();
            client.send(first).expectEnd(VIOLATION, "Authentication Failure");
            bob(kernel);
        }
    }

    @Test
    void tob2_whatOneUserMayIsNobodyElses() {
        String configuration = """
                authorization { users: [
                  { user: alice, password: pa, allowed_connection_types: [MQTT] }
                  { user: bob, password: pb }
                  { user: carol, password: pc, permissions: { publish: c } } ] }
                """;
        try (TestKernel kernel = configured(configuration).start()) {
            kernel.connect("\"user\":\"alice\",\"pass\":\"pa\"").expectRefusal();
            TestConnection carol =
                    kernel.connect("\"user\":\"carol\",\"pass\":\"pc\"").expectIn();
            carol.send("PUB x 0\r\n\r\n").expect("-ERR 'Permissions Violation for Publish to \"x\"'\r\n");
            bob(kernel).send("SUB x 1\r\nPUB x 0\r\n\r\n").expect("MSG x 1 0\r\n\r\n");
        }
    }
}
