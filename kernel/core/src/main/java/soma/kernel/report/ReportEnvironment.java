/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.report;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import soma.kernel.info.ServerFacts;
import soma.kernel.options.CoreOptions;
import soma.kernel.session.SessionTable;
import soma.spi.report.ConnectionContributor;
import soma.spi.space.SubjectSpace;
import soma.spi.transport.Endpoint;
import soma.spi.transport.LinkSecurity;

/** What the kernel's own contributors see of the server. Safe for any thread. */
public interface ReportEnvironment {
    /** Returns id and versions. */
    ServerFacts facts();

    /** Returns the options in force. */
    CoreOptions options();

    /** Returns where clients connect. */
    Endpoint bound();

    /** Returns whether clients can connect. */
    boolean isListening();

    /** Returns all sessions. */
    SessionTable sessions();

    /** Returns all spaces there are now. */
    Collection<SubjectSpace> allSpaces();

    /** Returns what INFO tells all clients. */
    Map<String, Object> clientInfo();

    /** Returns whether there are users; clients need not know where those that say nothing are taken for one. */
    boolean authRequired();

    /** Returns how long a client may take to authenticate. */
    Duration authTimeout();

    /** Returns how connections of clients are secured; empty for not at all. */
    Optional<LinkSecurity.Policy> security();

    /** Returns those who know more of connections. */
    List<ConnectionContributor> connectionContributors();

    /** Returns the wall clock. */
    InstantSource clock();

    /** Returns when the server was started. */
    Instant started();

    /** Returns when the configuration in force was loaded. */
    Instant configured();

    /** Returns the fingerprint of the configuration in force; empty if it was not read from a file. */
    default String configDigest() {
        return "";
    }
}
