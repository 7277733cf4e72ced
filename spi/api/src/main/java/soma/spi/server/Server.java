/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.server;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import soma.spi.annotation.Api;
import soma.spi.participant.Participants;
import soma.spi.plugin.ExtensionPoint;
import soma.spi.plugin.PluginInfo;
import soma.spi.protocol.SessionView;
import soma.spi.space.SpaceDirectory;

/** The running server as plugins see it. Safe for any thread. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public interface Server {
    /** Returns the server's id, new on every start. */
    String id();

    /** Returns the server's name; its id if the configuration gives none. */
    String name();

    /** Returns the version of this server and the version of nats-server that it answers for. */
    Version version();

    /** Returns what the configuration in force says about the server, for those who look for servers. */
    Description description();

    /** Returns all subject spaces. */
    SpaceDirectory spaces();

    /** Returns the maker of participants. */
    Participants participants();

    /** Returns the sessions of all protocols. */
    Sessions sessions();

    /** Returns the limits in force, for protocols other than the kernel's own. */
    ServerLimits limits();

    /** Returns the plugins that run, in dependency order. */
    List<PluginInfo> plugins();

    /** Returns what was contributed to a MANY or ONE point, in plugin order. Ask again rather than keep it. */
    <T> List<T> extensions(ExtensionPoint<T> point);

    /** Returns what was contributed to a NAMED point. Ask again rather than keep it. */
    <T> Map<String, T> named(ExtensionPoint<T> point);

    /**
     * Fills a monitoring document from all its contributors; empty when nobody contributes to it.
     *
     * @throws IllegalArgumentException if a parameter of the query is invalid; its message is the answer for whoever asked
     */
    Map<String, Object> report(String document, Map<String, String> query);

    /** Sends INFO again to the sessions that take it, since something that it tells has changed. */
    void infoChanged();

    /**
     * Authenticates sessions again, since what authenticators know of them has changed. Those that are no longer welcome are
     * closed, those with other rights continue with these.
     */
    void readmit(Predicate<SessionView> which);

    /** Returns where to run work that blocks; one virtual thread per task. */
    Executor workers();

    /** Returns the wall clock. */
    InstantSource clock();

    /** Reads the configuration again; returns when it is applied, or throws {@link IllegalStateException} with the reason. */
    void reload();

    /** Begins lame duck mode; does nothing when it has begun. */
    void lameDuck();

    /** Begins an orderly shutdown; does nothing when it has begun. */
    void shutdown();

    /**
     * Versions.
     *
     * @param soma the version of this server
     * @param nats the version of nats-server whose behaviour clients may count on
     */
    record Version(String soma, String nats) {}

    /**
     * How a server describes itself.
     *
     * @param host         the address that clients connect to
     * @param tags         free text, in lower case
     * @param metadata     free pairs
     * @param featureFlags switches of nats-server and how they stand
     */
    record Description(
            String host, List<String> tags, Map<String, String> metadata, Map<String, Boolean> featureFlags) {}

    /**
     * Limits that the configuration sets for every connection.
     *
     * @param maxPayload      the largest message in bytes, with headers; -1 for no limit
     * @param maxControlLine  the longest control line in bytes
     * @param maxPending      how many bytes may wait to be written to a connection
     * @param maxConnections  how many connections there may be
     * @param writeDeadline   how long a peer may take no bytes while some wait
     */
    record ServerLimits(
            int maxPayload, int maxControlLine, long maxPending, int maxConnections, Duration writeDeadline) {}
}
