/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.launcher;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The signals of this process, in the order in which they come. They are put into a queue by the JVM's threads and taken
 * out by one thread. In place of a signal the end of the server can be queued.
 */
final class Signals {
    private final BlockingQueue<Caught> queue = new LinkedBlockingQueue<>();

    /** What may be taken out. */
    enum Caught {
        INTERRUPT("INT", "interrupt"),
        TERMINATE("TERM", "terminated"),
        HANGUP("HUP", "hangup"),
        USER_1("USR1", "user defined signal 1"),
        USER_2("USR2", "user defined signal 2"),
        /** No signal: the server has ended. */
        ENDED("", "");

        private final String signal;
        private final String text;

        Caught(String signal, String text) {
            this.signal = signal;
            this.text = text;
        }

        /** Returns what Go, and so nats-server's log, calls it. */
        String text() {
            return text;
        }
    }

    /** Catches the process's signals from now on. The JDK has no other way than {@code sun.misc.Signal}. */
    void install() {
        for (Caught caught : Caught.values()) {
            if (!caught.signal.isEmpty()) {
                install(caught);
            }
        }
    }

    private void install(Caught caught) {
        try {
            sun.misc.Signal.handle(new sun.misc.Signal(caught.signal), _ -> queue.add(caught));
        } catch (IllegalArgumentException e) {
            // the platform does not have the signal, or the JVM keeps it for itself
        }
    }

    /** Queues one, as if it had come. */
    void add(Caught caught) {
        queue.add(caught);
    }

    /** Waits for the next. */
    Caught take() throws InterruptedException {
        return queue.take();
    }
}
