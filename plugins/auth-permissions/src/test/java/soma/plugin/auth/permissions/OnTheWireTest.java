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

import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import soma.kernel.testkit.TestConnection;
import soma.kernel.testkit.TestKernel;
import soma.kernel.testkit.Transcript;

/** What permissions do to clients. */
class OnTheWireTest {
    private static final String ALICE = "\"user\":\"alice\",\"pass\":\"pa\"";

    private static String denied(String subject) {
        return "-ERR 'Permissions Violation for Publish to \"" + subject + "\"'\r\n";
    }

    private static String refused(String subject) {
        return "-ERR 'Permissions Violation for Subscription to \"" + subject + "\"'\r\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth/allow-responses",
                "auth/denied-subject-of-wider-subscription",
                "auth/publish-permission",
                "auth/quoted-subject-in-error",
                "auth/subscribe-permission"
            })
    void answersAsNatsServerDoes(String name) {
        Transcript.play(name, Users.plugins());
    }

    @Test
    void publishingIsAllowedAndDeniedByPattern() {
        try (TestKernel kernel = start("publish: { allow: [\"a.>\", \"b.*\"], deny: \"a.*.secret\" }")) {
            TestConnection bob = bob(kernel).send("SUB > 1\r\n");
            TestConnection alice = alice(kernel);
            for (String subject : List.of("a.b", "a.b.c", "b.c", "a.secret")) {
                alice.send("PUB " + subject + " 0\r\n\r\n");
                bob.expect("MSG " + subject + " 1 0\r\n\r\n");
            }
            for (String subject : List.of("a", "b", "b.c.d", "a.b.secret", "c")) {
                alice.send("PUB " + subject + " 0\r\n\r\n").expect(denied(subject));
                assertEquals("", bob.take(), subject);
            }
        }
    }

    @Test
    void aSubscriptionIsASubsetOfWhatIsAllowed() {
        try (TestKernel kernel = start("subscribe: [\"foo.*\", \"bar.>\"]")) {
            TestConnection alice = alice(kernel);
            alice.send("SUB foo.* 1\r\nSUB foo.a 2\r\nSUB bar.*.> 3\r\nSUB bar.> 4\r\nPING\r\n")
                    .expect("PONG\r\n");
            for (String subject : List.of("foo.>", "foo.*.*", "*.a", "*", ">", "foo", "bar", "*.>")) {
                alice.send("SUB " + subject + " 9\r\n").expect(refused(subject));
            }
        }
    }

    @Test
    void overlapsOfAllowedPatternsAddUpOnlyOneByOne() {
        try (TestKernel kernel = start("subscribe: [\"foo.*\", \"*.bar\"]")) {
            alice(kernel).send("SUB *.* 1\r\n").expect(refused("*.*"));
        }
    }

    @Test
    void whatIsDeniedIsFilteredOutOfWhatIsWider() {
        try (TestKernel kernel = start("subscribe: { deny: [\"foo.*\", \"bar q1\"] }")) {
            TestConnection alice = alice(kernel);
            alice.send("SUB foo.> 1\r\nSUB * q1 2\r\nPING\r\n").expect("PONG\r\n");
            TestConnection bob = bob(kernel);
            bob.send("PUB foo.a 0\r\n\r\nPUB foo.a.b 0\r\n\r\nPUB bar 0\r\n\r\nPUB baz 0\r\n\r\n");
            alice.expect("MSG foo.a.b 1 0\r\n\r\nMSG baz 2 0\r\n\r\n");
        }
    }

    @Test
    void aRequestMayBeAnsweredWithinItsTime() {
        try (TestKernel kernel = start("subscribe: svc, allow_responses: { max: 2, expires: \"10s\" }")) {
            TestConnection alice = alice(kernel).send("SUB svc 1\r\n");
            TestConnection bob = bob(kernel).send("SUB in.> 2\r\n");
            bob.send("PUB svc in.1 0\r\n\r\nPUB svc in.2 0\r\n\r\n");
            alice.expect("MSG svc 1 in.1 0\r\n\r\nMSG svc 1 in.2 0\r\n\r\n");
            alice.send("PUB in.1 0\r\n\r\nPUB in.1 0\r\n\r\n");
            bob.expect("MSG in.1 2 0\r\n\r\nMSG in.1 2 0\r\n\r\n");
            alice.send("PUB in.1 0\r\n\r\n").expect(denied("in.1"));
            kernel.advance(Duration.ofSeconds(10));
            bob.take();
            alice.take();
            alice.send("PUB in.2 0\r\n\r\n");
            bob.expect("MSG in.2 2 0\r\n\r\n");
            kernel.advance(Duration.ofMillis(1));
            alice.send("PUB in.2 0\r\n\r\n").expect(denied("in.2"));
            alice.send("PUB svc 0\r\n\r\n").expect(denied("svc"));
        }
    }

    @Test
    void aGrantIsTheConnectionsOwn() {
        try (TestKernel kernel = start("subscribe: svc, allow_responses: true")) {
            TestConnection alice = alice(kernel).send("SUB svc 1\r\n");
            TestConnection other = alice(kernel);
            TestConnection bob = bob(kernel).send("SUB in.> 2\r\nPUB svc in.1 0\r\n\r\n");
            alice.expect("MSG svc 1 in.1 0\r\n\r\n");
            other.send("PUB in.1 0\r\n\r\n").expect(denied("in.1"));
            alice.send("PUB in.1 0\r\n\r\n");
            bob.expect("MSG in.1 2 0\r\n\r\n");
        }
    }

    @Test
    void defaultsHoldForUsersWhoHaveNoneOfTheirOwn() {
        String configuration = """
                authorization {
                  default_permissions: { publish: "mine" }
                  users: [ { user: alice, password: pa }, { user: bob, password: pb, permissions: {} } ]
                }
                """;
        try (TestKernel kernel = configured(configuration).start()) {
            alice(kernel).send("PUB x 0\r\n\r\n").expect(denied("x"));
            alice(kernel).send("SUB mine 1\r\nPUB mine 0\r\n\r\n").expect("MSG mine 1 0\r\n\r\n");
            bob(kernel).send("SUB x 1\r\nPUB x 0\r\n\r\n").expect("MSG x 1 0\r\n\r\n");
        }
    }

    @Test
    void permissionsBesideTheOnlyUserAreThatUsers() {
        String configuration = "authorization { user: alice, password: pa, permissions: { publish: mine } }";
        try (TestKernel kernel = configured(configuration).start()) {
            alice(kernel).send("PUB x 0\r\n\r\n").expect(denied("x"));
        }
    }

    @Test
    void aUserComesOverAllowedConnectionsOnly() {
        String user = "authorization { users: [ { user: alice, password: pa, clients: [%s] } ] }";
        try (TestKernel kernel = configured(user.formatted("websocket, mqtt")).start()) {
            kernel.connect(ALICE).expectRefusal();
        }
        for (String types : List.of("", "websocket, Standard")) {
            try (TestKernel kernel = configured(user.formatted(types)).start()) {
                alice(kernel);
            }
        }
    }

    @Test
    void usersWithEqualPermissionsShareOneObject() {
        String user = "{ user: %s, password: p, permissions: { publish: [\"a.>\"] } }";
        String users = "authorization { users: [" + user.formatted("x") + ", " + user.formatted("y") + "] }";
        try (TestKernel kernel = configured(users).start()) {
            kernel.connect("\"user\":\"x\",\"pass\":\"p\"").expectIn();
            kernel.connect("\"user\":\"y\",\"pass\":\"p\"").expectIn();
            Set<Object> permissions = Collections.newSetFromMap(new IdentityHashMap<>());
            kernel.server()
                    .sessions()
                    .forEach(session -> permissions.add(
                            Objects.requireNonNull(session.view().admission()).authorization()));
            assertEquals(1, permissions.size());
        }
    }
}
