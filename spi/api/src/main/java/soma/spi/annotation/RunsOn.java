/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the thread that calls an SPI method, and so what the implementation may do there. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RunsOn {
    /** Returns who calls. */
    Context value();

    /** Who calls. */
    enum Context {
        /** The main thread, once, before any listener is open. May block. */
        STARTUP,
        /** The event loop that owns the connection. Must not block, nor wait for another loop. */
        OWNING_LOOP,
        /** Any event loop or worker, several at a time. Must not block; must be thread-safe. */
        ANY_THREAD,
        /** A worker thread of the server. May block. */
        WORKER
    }
}
