/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.service;

import org.jspecify.annotations.Nullable;
import soma.spi.message.Message;
import soma.spi.participant.Participant;

/**
 * The imports that a request came through, the last one first. Travels with the message as its attachment, so that a circle of
 * imports ends and that the client at the beginning stays known.
 *
 * @param step    the last import
 * @param before  the trail up to there, or null
 * @param info    what the last exporter was told of the client
 * @param account the account of the client at the beginning
 * @param client  the client at the beginning, or null if it was none
 */
record Trail(
        ServiceImport step,
        @Nullable Trail before,
        ClientInfo info,
        String account,
        @Nullable Participant client) {
    /** Longer chains are taken for a circle: each step needs a piece of the stack. */
    private static final int LONGEST = 64;

    /** Returns the trail of a message; null if it came through none. */
    static @Nullable Trail of(Message message) {
        return message.attachment() instanceof Trail trail ? trail : null;
    }

    /** Returns whether another step may follow: the same export must not be passed twice. */
    static boolean mayGoOn(@Nullable Trail trail, ServiceImport next) {
        int length = 0;
        for (Trail at = trail; at != null; at = at.before) {
            if (at.step.hasExportOf(next) || ++length >= LONGEST) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return (before == null ? "" : before + ", ") + step;
    }
}
