/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.launcher;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

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

    /**
     * Catches the process's signals from now on. By reflection: the JDK has no other way to catch a signal than
     * {@code sun.misc.Signal}, and the compiler no way to accept its use without a warning.
     */
    void install() {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Constructor<?> named = type.getConstructor(String.class);
            Method handle = type.getMethod("handle", type, handler);
            Object handlers =
                    Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler}, this::handle);
            for (Caught caught : Caught.values()) {
                if (!caught.signal.isEmpty()) {
                    install(handle, named, caught, handlers);
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "this Java runtime cannot catch signals (expected: module jdk.unsupported)", e);
        }
    }

    private static void install(Method handle, Constructor<?> named, Caught caught, Object handler)
            throws ReflectiveOperationException {
        try {
            handle.invoke(null, named.newInstance(caught.signal), handler);
        } catch (InvocationTargetException e) {
            // The platform does not have the signal, or the JVM keeps it for itself.
        }
    }

    private @Nullable Object handle(Object proxy, Method method, Object @Nullable [] arguments) {
        switch (method.getName()) {
            case "handle" -> {
                String name = arguments == null ? "" : String.valueOf(arguments[0]);
                for (Caught caught : Caught.values()) {
                    if (name.equals("SIG" + caught.signal)) {
                        queue.add(caught);
                    }
                }
            }
            // Nobody compares or hashes the handler.
            case "hashCode" -> {
                return 0;
            }
            case "equals" -> {
                return false;
            }
            default -> {
                return "signals";
            }
        }
        return null;
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
