/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import soma.spi.annotation.Api;
import soma.spi.auth.Admission;
import soma.spi.participant.Identity;

/** A session as monitoring and events see it. Safe for any thread; the numbers may be a little behind. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public interface SessionView {
    /** Returns who it is. */
    Identity identity();

    /** Returns as whom it asked to be let in; empty if it said nothing, or only something secret. */
    default String claimedUser() {
        return "";
    }

    /**
     * Returns whether it is one of the connections that monitoring lists and that events tell of, as those of clients are;
     * links between servers tell of themselves elsewhere.
     */
    default boolean isListed() {
        return true;
    }

    /** Returns the name of its protocol. */
    String protocol();

    /** Returns the name of the space it is in; empty before it was admitted. */
    String space();

    /** Returns what it was granted; null before it was admitted. */
    default @Nullable Admission admission() {
        return null;
    }

    /** Returns the TLS session of its link; null in the clear. */
    default @Nullable SSLSession security() {
        return null;
    }

    /** Returns whether the TLS handshake came before all that it was sent. */
    default boolean isSecuredFirst() {
        return false;
    }

    /** Returns the peer's address as {@code host:port}. */
    String remoteAddress();

    /** Returns when it was opened. */
    Instant started();

    /** Returns when it last sent or was sent something. */
    Instant lastActivity();

    /** Returns the last measured time of a PING and its PONG; zero before the first. */
    Duration rtt();

    /** Returns how many messages it sent. */
    long messagesIn();

    /** Returns how many messages it was sent. */
    long messagesOut();

    /** Returns how many bytes of messages it sent. */
    long bytesIn();

    /** Returns how many bytes of messages it was sent. */
    long bytesOut();

    /** Returns how many bytes wait to be written to it. */
    long pendingBytes();

    /** Returns how many subscriptions it has. */
    int subscriptions();

    /** Returns these subscriptions, in no order; empty where the protocol does not tell. */
    default List<SubscriptionView> subscriptionList() {
        return List.of();
    }

    /** Returns fields that only this protocol has, under their names in monitoring. */
    Map<String, Object> details();
}
