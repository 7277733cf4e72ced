/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.service;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import soma.spi.space.SubjectSpace.Registration;

/** A space that has to do with service imports: the answers that come from it, and who waits in it. Safe for any thread. */
final class ServiceSpace {
    private final SpaceReplies replies;
    private final InterestWatch watch;
    private final AtomicReference<@Nullable Registration> registration = new AtomicReference<>();

    ServiceSpace(SpaceReplies replies, InterestWatch watch) {
        this.replies = replies;
        this.watch = watch;
    }

    SpaceReplies replies() {
        return replies;
    }

    InterestWatch watch() {
        return watch;
    }

    /** Begins to watch the space, if that has not begun. */
    void open() {
        if (registration.get() == null) {
            Registration made = replies.space().listen(watch);
            if (!registration.compareAndSet(null, made)) {
                made.close();
            }
        }
    }

    /** Leaves the space alone. */
    void close() {
        Registration there = registration.get();
        if (there != null) {
            there.close();
        }
        replies.close();
    }
}
