/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.auth;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import soma.spi.annotation.Api;
import soma.spi.annotation.HotPath;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.message.ByteView;
import soma.spi.message.Message;

/**
 * Compiled permissions. Pure and safe for any thread: the answer for a subject is kept with its route, so it is asked once
 * per subject, not once per message. Connections that share one object share their routes, so a plugin makes one per set of
 * permissions, not one per connection. Must not throw.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@RunsOn(Context.ANY_THREAD)
public interface Authorization {
    /** Allows everything. */
    Authorization ALLOW_ALL = new Authorization() {
        @Override
        public Verdict mayPublish(String subject) {
            return Verdict.YES;
        }

        @Override
        public Verdict mayPublish(ByteView subject) {
            return Verdict.YES;
        }

        @Override
        public Verdict maySubscribe(String subject, @Nullable String queue) {
            return Verdict.YES;
        }

        @Override
        public Verdict maySubscribe(ByteView subject, @Nullable String queue) {
            return Verdict.YES;
        }

        @Override
        public boolean filters(String subject, @Nullable String queue) {
            return false;
        }
    };

    /** Answers whether a message may be published on that literal subject. */
    Verdict mayPublish(String subject);

    /**
     * Answers the same about a subject given as bytes. Asked for every message on a subject that has not been seen before and
     * may never come again, such as an inbox: worth answering without making text of it.
     */
    @HotPath
    default Verdict mayPublish(ByteView subject) {
        return mayPublish(subject.toString());
    }

    /** Answers whether a subscription is allowed; {@link Verdict#IF_GRANTED} counts as no. The queue may be null. */
    Verdict maySubscribe(String subject, @Nullable String queue);

    /**
     * Answers the same about a subject given as bytes, which are looked at during the call only. Asked for every
     * subscription of a client: worth answering without making text of it.
     */
    default Verdict maySubscribe(ByteView subject, @Nullable String queue) {
        return maySubscribe(subject.toString(), queue);
    }

    /**
     * Answers whether a subscription that was allowed takes messages on that literal subject: no, where its wildcard
     * overlaps something denied.
     */
    default boolean mayReceive(String subject, @Nullable String queue) {
        return true;
    }

    /**
     * Answers whether {@link #mayReceive} may say no to a subscription that was allowed. Asked once per subscription; those
     * for which it cannot are not asked about again.
     */
    default boolean filters(String subject, @Nullable String queue) {
        return true;
    }

    /** Makes the grants of one connection, which come and go with the requests it receives; null when there are none. */
    default @Nullable ReplyGrants openReplyGrants() {
        return null;
    }

    /**
     * Returns what it allows, as monitoring and events show it: maps, lists, strings and numbers under the names that they
     * have there. Empty where everything is allowed or nothing can be told.
     */
    default Map<String, Object> describe() {
        return Map.of();
    }

    /** An answer. */
    enum Verdict {
        /** Allowed. */
        YES,
        /** Forbidden. */
        NO,
        /** Only as the reply to a request: {@link ReplyGrants} is asked per message. */
        IF_GRANTED
    }

    /** Remembers the reply subjects that were delivered to one connection. Safe for any thread. */
    @RunsOn(Context.ANY_THREAD)
    interface ReplyGrants {
        /** Remembers the reply subject of a request that was delivered. */
        @HotPath
        void requestDelivered(Message message);

        /** Returns whether a message may be published on that subject, and counts the use. */
        @HotPath
        boolean use(String subject);
    }
}
