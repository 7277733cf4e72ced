/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import soma.kernel.route.TestPermissions;
import soma.kernel.route.TestServer;
import soma.spi.auth.Authorization;
import soma.spi.route.Outcome;

/** Permissions of participants that are no clients. */
class PermissionsTest {
    private final TestServer server = new TestServer();
    private final TestClient everyone = new TestClient(server);

    @AfterEach
    void stop() {
        server.close();
    }

    /** Allows {@code ok.>} and counts how often each subject is asked about. */
    private static final class Counting implements Authorization {
        private final Map<String, Integer> asked = new HashMap<>();

        @Override
        public Verdict mayPublish(String subject) {
            asked.merge(subject, 1, Integer::sum);
            return subject.startsWith("ok.") ? Verdict.YES : Verdict.NO;
        }

        @Override
        public Verdict maySubscribe(String subject, @Nullable String queue) {
            return subject.startsWith("secret") ? Verdict.NO : Verdict.YES;
        }
    }

    @Test
    void askedPerSubjectAndNotPerMessage() {
        Counting counting = new Counting();
        TestClient client = new TestClient(server, "$G", counting);
        everyone.subscribe(">", null);
        for (int i = 0; i < 100; i++) {
            assertEquals(Outcome.DELIVERED, client.publish("ok.a"));
            assertEquals(Outcome.DENIED, client.publish("no.a"));
        }
        assertEquals(100, everyone.got().size());
        // the first sighting of a subject is not kept, the second is, unless both are remembered in the same place
        assertEquals(Set.of("ok.a", "no.a"), counting.asked.keySet());
        counting.asked.forEach((subject, times) -> assertTrue(times >= 2 && times < 20, subject + ": " + times));
    }

    @Test
    void aDeniedSubscriptionIsNotMade() {
        TestClient client = new TestClient(server, "$G", new Counting());
        assertTrue(client.subscribe("secret.x", null).isClosed());
        assertEquals(Outcome.NOBODY, everyone.publish("secret.x"));
    }

    @Test
    void aRequestGrantsOneAnswer() {
        TestClient service = new TestClient(server, "$G", TestPermissions.answering("_INBOX.>"));
        everyone.subscribe(">", null);
        service.subscribe("help", null);
        assertEquals(Outcome.DENIED, service.publish("_INBOX.7"));
        everyone.publish("help", "_INBOX.7", "", "?");
        assertEquals(Outcome.DELIVERED, service.publish("_INBOX.7"));
        assertEquals(Outcome.DENIED, service.publish("_INBOX.7"));
    }
}
