/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.route;

import org.jspecify.annotations.Nullable;
import soma.spi.annotation.HotPath;

/** A queue group as one origin sees it: whom to try at random, and whom only when those fail. */
@HotPath
final class QueueGroup {
    private static final QueueMember[] NOBODY = {};

    private final String name;
    private final QueueMember[] peers;
    private final QueueMember[] fallback;
    private final QueueMember[] last;

    QueueGroup(String name, QueueMember[] peers, QueueMember[] fallback, QueueMember[] last) {
        this.name = name;
        this.peers = peers;
        this.fallback = fallback.length == 0 ? NOBODY : fallback;
        this.last = last.length == 0 ? NOBODY : last;
    }

    String name() {
        return name;
    }

    /** Returns how many members there are. */
    int size() {
        return peers.length + fallback.length + last.length;
    }

    /** Returns the members, if all of them are client connections of this server; else null. */
    Delivery @Nullable [] clients() {
        if (fallback.length > 0 || last.length > 0) {
            return null;
        }
        Delivery[] clients = new Delivery[peers.length];
        for (int i = 0; i < peers.length; i++) {
            if (!(peers[i] instanceof QueueMember.Client(Delivery delivery))) {
                return null;
            }
            clients[i] = delivery;
        }
        return clients;
    }

    /** Has one member take the message; returns whether one did. */
    boolean serve(Run run) {
        return serve(peers, run) || serve(fallback, run) || serve(last, run);
    }

    private boolean serve(QueueMember[] members, Run run) {
        int count = members.length;
        if (count == 0) {
            return false;
        }
        int start = count == 1 ? 0 : run.lane().random(count);
        for (int i = 0; i < count; i++) {
            int at = start + i;
            if (run.offer(members[at < count ? at : at - count], name)) {
                return true;
            }
        }
        return false;
    }
}
