/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import soma.plugin.auth.jwt.api.JwtClaims;
import soma.plugin.auth.jwt.api.SigningKey;
import soma.spi.protocol.SessionListener;
import soma.spi.protocol.SessionView;
import soma.spi.server.Server;

/** Which sessions were let in, or are about to be, by virtue of which JWT. Safe for any thread. */
final class Memberships implements SessionListener {
    private final Map<Long, Membership> all = new ConcurrentHashMap<>();
    private volatile @Nullable Server server;
    private volatile @Nullable Judge judge;

    /**
     * By virtue of what a session was let in.
     *
     * @param user    the claims of its user
     * @param bearer  whether the JWT was enough, by what is said of the user
     * @param signer  how the key issued it that did
     * @param account the account as it was then
     */
    record Membership(JwtClaims user, boolean bearer, SigningKey signer, KnownAccount account) {
        String accountName() {
            return account.name();
        }
    }

    /** Looks at a session anew. */
    @FunctionalInterface
    interface Judge {
        /** Closes a session if it is no longer welcome. */
        void look(long id, Membership membership);
    }

    void start(Server running, Judge looking) {
        server = running;
        judge = looking;
    }

    /** Takes down by virtue of what a session is let in. */
    void put(long id, Membership membership) {
        Server running = server;
        if (id == 0 || running == null) {
            return;
        }
        all.put(id, membership);
        // it may have ended meanwhile: nobody would tell of its end again
        if (running.sessions().find(id).isEmpty()) {
            all.remove(id);
        }
    }

    /** Returns the sessions of an account. */
    List<Map.Entry<Long, Membership>> of(String account) {
        return all.entrySet().stream()
                .filter(entry -> entry.getValue().accountName().equals(account))
                .toList();
    }

    /** The account may have changed while it was judged: nobody has looked at it then. */
    @Override
    public void admitted(SessionView session) {
        Membership membership = all.get(session.identity().id());
        Judge looking = judge;
        if (membership != null && looking != null) {
            looking.look(session.identity().id(), membership);
        }
    }

    @Override
    public void closed(SessionView session, String reason) {
        all.remove(session.identity().id());
    }
}
