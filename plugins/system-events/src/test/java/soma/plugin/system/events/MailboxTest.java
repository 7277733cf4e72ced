/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.system.events;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import soma.spi.tck.fixture.Await;

class MailboxTest {
    private static final Executor WORKERS = task -> Thread.ofVirtual().start(task);

    private final List<Integer> done = new CopyOnWriteArrayList<>();

    @Test
    void doesTasksInOrderAndAfterOneThatFails() {
        Mailbox mailbox = new Mailbox("tests", 10, InstantSource.system());
        mailbox.add(() -> done.add(1));
        mailbox.add(() -> {
            throw new IllegalStateException("one bad task");
        });
        mailbox.add(() -> done.add(2));
        mailbox.start(WORKERS);
        Await.until("both are done", () -> done.size() == 2);
        assertEquals(List.of(1, 2), done);
        mailbox.close();
    }

    @Test
    void dropsWhatIsTooMuch() {
        Mailbox mailbox = new Mailbox("tests", 3, InstantSource.system());
        for (int i = 0; i < 10; i++) {
            int number = i;
            mailbox.add(() -> done.add(number));
        }
        mailbox.start(WORKERS);
        Await.until("three are done", () -> done.size() == 3);
        assertEquals(List.of(0, 1, 2), done);
        mailbox.close();
    }

    @Test
    void doesLaterWhatIsForLater() {
        Mailbox mailbox = new Mailbox("tests", 3, InstantSource.system());
        mailbox.addLater(Duration.ofMillis(2), () -> done.add(2));
        mailbox.addLater(Duration.ofMillis(1), () -> done.add(1));
        mailbox.start(WORKERS);
        Await.until("both are done", () -> done.size() == 2);
        assertEquals(List.of(1, 2), done);
        mailbox.close();
    }

    @Test
    void endsWhenItIsClosed() {
        AtomicBoolean ended = new AtomicBoolean();
        Mailbox mailbox = new Mailbox("tests", 3, InstantSource.system());
        mailbox.addLater(Duration.ofHours(1), () -> done.add(1));
        mailbox.start(task -> Thread.ofVirtual().start(() -> {
            task.run();
            ended.set(true);
        }));
        mailbox.close();
        mailbox.add(() -> done.add(2));
        Await.until("the worker has ended", ended::get);
        assertEquals(List.of(), done);
    }
}
