/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.participant;

import org.jspecify.annotations.Nullable;
import soma.spi.annotation.Api;
import soma.spi.annotation.HotPath;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.auth.Authorization;
import soma.spi.auth.Authorization.ReplyGrants;
import soma.spi.message.Message;
import soma.spi.space.SubjectSpace;
import soma.spi.space.Subscription;

/**
 * Someone who may publish and subscribe: the part of a connection that does not depend on a wire protocol. Sessions of any
 * protocol hold one each, confined to the owning loop. Internal ones ({@link Participants#internal}) may be used from any
 * thread.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public interface Participant {
    /** Returns who it is. */
    Identity identity();

    /** Returns where it publishes and subscribes. */
    SubjectSpace space();

    /** Returns its permissions. */
    Authorization authorization();

    /** Returns the grants it holds to answer requests, or null when its permissions know none. */
    @Nullable
    ReplyGrants replyGrants();

    /** Returns whether its own messages come back to its own subscriptions. */
    boolean echo();

    /**
     * Routes a message, setting its source to this participant.
     *
     * @return an {@link soma.spi.route.Outcome}: NOBODY and DENIED are for the caller to report
     */
    @HotPath
    @RunsOn(Context.OWNING_LOOP)
    int publish(Message message);

    /** Subscribes, subject to permissions and limits. */
    SubscribeResult subscribe(Subscription subscription);

    /** Ends a subscription; does nothing when it has ended. */
    void unsubscribe(Subscription subscription);

    /** Ends all its subscriptions. Publishing afterwards reaches nobody. */
    void close();

    /** Whether a subscription was taken, and if not why. */
    enum SubscribeResult {
        /** It is in the space. */
        ACCEPTED,
        /** Permissions forbid it. */
        DENIED,
        /** The participant has as many as it may have. */
        LIMIT_REACHED,
        /** The subject is none that can be subscribed to. */
        INVALID_SUBJECT
    }
}
