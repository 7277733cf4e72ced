/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import soma.kernel.assembly.Assembly;
import soma.kernel.auth.AuthenticationChain;
import soma.kernel.info.InfoWriter;
import soma.kernel.lane.Lanes;
import soma.kernel.options.CoreOptions;
import soma.kernel.participant.ParticipantTable;
import soma.kernel.session.SessionTable;
import soma.kernel.space.SpaceTable;
import soma.spi.transport.LinkSecurity;

/** What client sessions see of the server around them. Ask again rather than keep the answers. Safe for any thread. */
public interface ClientEnvironment {
    /** Returns the options in force. */
    CoreOptions options();

    /** Returns what plugins contributed. */
    Assembly assembly();

    /** Returns all sessions. */
    SessionTable sessions();

    /** Returns the authenticators and what surrounds them. */
    AuthenticationChain authentication();

    /** Returns how links of a listener, named by its section, are secured; empty for not at all. */
    default Optional<LinkSecurity.Policy> security(String section) {
        return assembly().extensions(LinkSecurity.POINT).stream()
                .findFirst()
                .flatMap(security -> security.policy(section));
    }

    /**
     * Returns how long a client may take to authenticate: what authenticators say, else the usual time, and a second after a
     * handshake.
     *
     * @param policy how its link is secured
     */
    default Duration authTimeout(Optional<LinkSecurity.Policy> policy) {
        return authentication()
                .timeout()
                .orElseGet(() -> policy.map(secure -> secure.timeout().plusSeconds(1))
                        .orElse(options().timing().authTimeout()));
    }

    /** Returns the subject spaces. */
    SpaceTable spaces();

    /** Returns the maker of participants. */
    ParticipantTable participants();

    /** Returns the lanes. */
    Lanes lanes();

    /** Returns what writes INFO. */
    InfoWriter info();

    /** Returns the wall clock. */
    InstantSource clock();

    /** Returns where to run work that blocks. */
    Executor workers();

    /** Returns what keeps errors of many connections at a time from filling the log. */
    RepeatLimit repeatLimit();

    /** Returns whether the server asks its clients to go elsewhere. */
    boolean isLameDuck();
}
