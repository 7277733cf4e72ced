/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import org.jspecify.annotations.Nullable;
import soma.kernel.participant.SessionParticipant;

/** The limits of one client: the server's, and what it was granted. Any thread may ask. */
final class ClientLimits {
    private final ClientSession session;

    ClientLimits(ClientSession session) {
        this.session = session;
    }

    int maxControlLine() {
        return session.environment().options().limits().maxControlLine();
    }

    /** Returns how large a message may be; as large as a size can say if there is no limit. */
    int maxPayload() {
        long limit = payloadLimit();
        return limit < 0 ? Integer.MAX_VALUE : (int) limit;
    }

    /** Returns how large a message may be; -1 for no limit. */
    long payloadLimit() {
        SessionParticipant admitted = session.participant();
        return smaller(
                session.environment().options().limits().maxPayload(),
                admitted == null ? -1 : admitted.admission().limits().maxPayload());
    }

    /** Returns how many bytes may wait to be written. */
    long maxPending() {
        @Nullable SessionParticipant admitted = session.participant();
        return smaller(
                session.environment().options().limits().maxPending(),
                admitted == null ? -1 : admitted.admission().limits().maxPending());
    }

    /** Of two limits that may each be missing, the one that is reached first. */
    private static long smaller(long all, long own) {
        return own < 0 || all < 0 ? Math.max(all, own) : Math.min(all, own);
    }
}
