/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.plugin.auth.jwt.Memberships.Membership;
import soma.plugin.auth.jwt.api.SigningKey;
import soma.spi.protocol.Protocol.Session;
import soma.spi.server.Server;

/** Closes sessions whose account has changed so that they are no longer welcome. Safe for any thread. */
final class Evictions {
    /** What the users of an account that has ended are told. */
    static final String ACCOUNT_EXPIRED = "Account Authentication Expired";

    /** The reason of their end. */
    static final String EXPIRED_REASON = "Authentication Expired";

    private static final Logger LOG = LoggerFactory.getLogger(Evictions.class);
    private static final String FAILURE = "Authentication Failure";

    private final Server server;
    private final Memberships memberships;

    Evictions(Server server, Memberships memberships) {
        this.server = server;
        this.memberships = memberships;
    }

    /** Closes the sessions of an account that are no longer welcome. */
    void sweep(KnownAccount account) {
        for (Map.Entry<Long, Membership> entry : memberships.of(account.name())) {
            look(entry.getKey(), entry.getValue(), account);
        }
    }

    /** Closes a session if it is no longer welcome. */
    void look(long id, Membership membership, KnownAccount account) {
        if (membership.account().equals(account)) {
            return;
        }
        long issued = membership.user().issuedAt();
        Optional<SigningKey> signer = account.signer(membership.user().issuer());
        if (account.account().isRevoked(membership.user().subject(), issued)) {
            close(
                    id,
                    "its user was revoked",
                    session -> session.refuse("User Authentication Revoked", "Credentials Revoked"));
        } else if (membership.bearer() && account.account().limits().disallowBearer()) {
            close(id, "bearers are no longer let in", session -> session.refuse("Authorization Violation", FAILURE));
        } else if (signer.isEmpty() || !signer.get().equals(membership.signer())) {
            close(id, "its signing key was changed", session -> session.close(FAILURE));
        }
    }

    /** Closes all sessions of an account that has expired. */
    void expire(KnownAccount account) {
        Instant now = server.clock().instant();
        if (account.isExpired(now)) {
            memberships
                    .of(account.name())
                    .forEach(entry -> close(
                            entry.getKey(),
                            "its account has expired",
                            session -> session.refuse(ACCOUNT_EXPIRED, EXPIRED_REASON)));
        }
    }

    private void close(long id, String why, Consumer<Session> how) {
        server.sessions().find(id).ifPresent(session -> {
            LOG.debug("cid:{} - closed since {}", id, why);
            how.accept(session);
        });
    }
}
