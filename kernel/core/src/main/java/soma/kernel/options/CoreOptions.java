/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.options;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configuration that the kernel owns. Immutable; a reload makes another.
 *
 * @param host            where clients connect
 * @param port            where clients connect; 0 for any free port
 * @param clientAdvertise what INFO tells as host and port instead, or null
 * @param serverName      the server's name, or null for its id
 * @param tags            free text for monitoring
 * @param metadata        free pairs for monitoring
 * @param limits          limits of every connection
 * @param timing          intervals and deadlines
 * @param lameDuck        how lame duck mode goes
 * @param headers         whether messages may have headers
 * @param stallProducers  whether producers wait for slow consumers
 * @param closedKept      how many closed sessions monitoring remembers
 * @param authenticators  names of authenticators that are asked first, in this order
 * @param diagnostics     what is shown and logged, without effect on messages
 */
public record CoreOptions(
        String host,
        int port,
        @Nullable String clientAdvertise,
        @Nullable String serverName,
        List<String> tags,
        Map<String, String> metadata,
        ConnectionLimits limits,
        Timing timing,
        LameDuckOptions lameDuck,
        boolean headers,
        boolean stallProducers,
        int closedKept,
        List<String> authenticators,
        Diagnostics diagnostics) {
    /** Makes options; the collections are copied, pairs keep their order. */
    public CoreOptions {
        tags = List.copyOf(tags);
        authenticators = List.copyOf(authenticators);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** What applies with an empty configuration. */
    public static final CoreOptions DEFAULTS = new CoreOptions(
            "0.0.0.0",
            4222,
            null,
            null,
            List.of(),
            Map.of(),
            new ConnectionLimits(65_536, 0, 0, 4_096, 1_048_576, 67_108_864),
            new Timing(Duration.ofMinutes(2), 2, Duration.ofSeconds(10), WriteTimeout.CLOSE, Duration.ofSeconds(2)),
            new LameDuckOptions(Duration.ofMinutes(2), Duration.ofSeconds(10)),
            true,
            true,
            10_000,
            List.of(),
            new Diagnostics(Map.of(), true, 0, false, 3_600, 1));

    /**
     * Limits of every connection; 0 means none where a limit may be left out.
     *
     * @param maxConnections   how many connections; never 0: nobody may connect is -1
     * @param maxSubscriptions how many subscriptions a connection may have, or 0
     * @param maxSubTokens     how many tokens a subscription may have, or 0
     * @param maxControlLine   how long the arguments of a control line may be, in bytes
     * @param maxPayload       the largest message with headers, in bytes; -1 for no limit
     * @param maxPending       how many bytes may wait to be written to a connection
     */
    public record ConnectionLimits(
            int maxConnections,
            int maxSubscriptions,
            int maxSubTokens,
            int maxControlLine,
            int maxPayload,
            long maxPending) {}

    /**
     * Intervals and deadlines.
     *
     * @param pingInterval  how often an idle peer is asked for a sign of life
     * @param pingMax       how many unanswered PINGs make a connection stale
     * @param writeDeadline how long a peer may take no bytes while some wait
     * @param writeTimeout  what happens then
     * @param authTimeout   how long a peer may take to authenticate
     */
    public record Timing(
            Duration pingInterval,
            int pingMax,
            Duration writeDeadline,
            WriteTimeout writeTimeout,
            Duration authTimeout) {}

    /** What happens to a peer that has taken no bytes for the write deadline. */
    public enum WriteTimeout {
        /** It is closed. */
        CLOSE,
        /** It is kept and flagged as slow. */
        RETRY
    }

    /**
     * How lame duck mode goes.
     *
     * @param duration how long it takes in all
     * @param grace    how long clients have to leave by themselves
     */
    public record LameDuckOptions(Duration duration, Duration grace) {}

    /**
     * What is shown and logged, without effect on messages.
     *
     * @param featureFlags     switches of nats-server, kept for monitoring
     * @param routeCache       what {@code disable_sublist_cache} denies; kept for comparison, routes are cached anyway
     * @param tracedLength     how many bytes of a message protocol traces show, or 0 for all
     * @param tracesHeadersOnly whether they show its headers and leave out the rest
     * @param connectReports   every how many failed attempts to connect the first time are logged
     * @param reconnectReports every how many failed attempts to connect again are logged
     */
    public record Diagnostics(
            Map<String, Boolean> featureFlags,
            boolean routeCache,
            int tracedLength,
            boolean tracesHeadersOnly,
            int connectReports,
            int reconnectReports) {
        /** Makes diagnostics; the map is copied and keeps its order. */
        public Diagnostics {
            featureFlags = Collections.unmodifiableMap(new LinkedHashMap<>(featureFlags));
        }
    }
}
