/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.route;

import java.util.List;
import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.message.Message;
import soma.spi.plugin.ExtensionPoint;

/**
 * Takes over the execution of routes for messages that carry certain headers. With no tap installed headers are not looked
 * at; with one, only messages that have headers pay for the search, and only those that carry one of its headers for more.
 * Messages that {@linkplain Message#visitor() are watched already} come to no tap.
 *
 * <p>A tap comes before permissions: the route it is handed may be one that denies.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@RunsOn(Context.ANY_THREAD)
public interface PublishTap {
    /** Where taps are contributed. */
    ExtensionPoint<PublishTap> POINT = ExtensionPoint.many("publish-tap", PublishTap.class);

    /** Returns the headers of which each calls this tap; constant, at least one. */
    List<Trigger> triggers();

    /**
     * Executes the route once, as a rule with a visitor, or not at all. It may have the message show other headers before.
     * Without executing the route it returns {@link Outcome#DISCARDED}, or {@link Outcome#DENIED} after it has
     * {@linkplain Message#address addressed} the message to the subject that its publisher may not use. Must neither block
     * nor throw.
     *
     * @param message what is published; {@link Message#source()} says by whom
     * @return an {@link Outcome}
     */
    int publish(Message message, Route route);

    /**
     * Hears of a message of a client that is refused before it was read to its end. Must neither block nor throw.
     *
     * @param message its subject, reply and source, and of its headers what has been read so far
     * @param size    how many bytes headers and payload were said to have
     * @param reason  why, in words for people
     */
    default void refused(Message message, int size, String reason) {}

    /**
     * A header that calls a tap.
     *
     * @param name       its name, in ASCII
     * @param ignoreCase whether it may be spelled with other capitals; else it is compared byte for byte
     */
    record Trigger(String name, boolean ignoreCase) {
        /** Returns the trigger of a header that is compared byte for byte. */
        public static Trigger exactly(String name) {
            return new Trigger(name, false);
        }

        /** Returns the trigger of a header whose capitals do not matter. */
        public static Trigger inAnyCase(String name) {
            return new Trigger(name, true);
        }
    }
}
