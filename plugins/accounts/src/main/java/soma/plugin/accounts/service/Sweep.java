/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.service;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import soma.plugin.accounts.service.InterestWatch.Ended;

/** One look at all answers that are awaited, for those that should be no more. Confined to the thread that made it. */
final class Sweep {
    private final List<ServiceSpace> spaces;
    private final Map<SpaceReplies, Ended> ended = new HashMap<>();

    Sweep(List<ServiceSpace> spaces) {
        this.spaces = spaces;
        for (ServiceSpace space : spaces) {
            Ended there = space.watch().take();
            if (there != null) {
                ended.put(space.replies(), there);
            }
        }
    }

    /** Drops answers that took too long, and those whose requester has left. */
    void run() {
        Set<String> gone = new HashSet<>();
        forEach(reply -> {
            if (reply.isOverdue(reply.service().now())) {
                reply.fail(Sample.Failure.OVERDUE);
            } else if (isLost(reply)) {
                drop(reply, gone);
            }
        });
        dropAlong(gone);
    }

    /** Whoever waited for an answer to pass it on waits for it no more either. */
    private void dropAlong(Set<String> gone) {
        Set<String> last = gone;
        while (!last.isEmpty()) {
            Set<String> before = last;
            Set<String> further = new HashSet<>();
            forEach(reply -> {
                if (before.contains(reply.original())) {
                    drop(reply, further);
                }
            });
            last = further;
        }
    }

    private static void drop(PendingReply reply, Set<String> gone) {
        reply.fail(Sample.Failure.REQUESTER_LEFT);
        gone.add(reply.mapped());
    }

    private boolean isLost(PendingReply reply) {
        SpaceReplies to = reply.path().to();
        @Nullable Ended there = ended.get(to);
        return there != null
                && there.mayConcern(reply.original())
                && !to.space().hasInterest(reply.original());
    }

    private void forEach(Consumer<PendingReply> action) {
        spaces.forEach(space -> space.replies().awaited().forEach(action));
    }
}
