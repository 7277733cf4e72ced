/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.route;

import soma.spi.annotation.Api;

/**
 * Something that happened to a message on its way, other than a delivery. There may be more kinds of steps one day: whoever
 * looks at them must leave alone those that it does not know.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public interface RouteStep {
    /**
     * The message goes to another subject than it was published on.
     *
     * @param subject the subject; empty if it goes nowhere
     */
    record Mapped(String subject) implements RouteStep {}

    /**
     * Its publisher may not use the subject.
     *
     * @param subject the subject that was denied, which may be a mapped one
     */
    record Denied(String subject) implements RouteStep {}

    /**
     * Its publisher may not ask for answers on that subject.
     *
     * @param reply the subject
     */
    record ReplyDenied(String reply) implements RouteStep {}

    /**
     * No route could be made for it.
     *
     * @param subject the subject
     */
    record Failed(String subject) implements RouteStep {}

    /**
     * A subscription of another space takes it, and shows it there.
     *
     * @param space   the other space
     * @param subject the subject that it has there
     */
    record Shown(String space, String subject) implements RouteStep {}

    /**
     * A subscriber publishes it again in another space. What becomes of it there is told next; a {@link Mapped} that follows
     * at once is a mapping of that space.
     *
     * @param space the other space
     * @param from  the subject it had so far
     * @param to    the subject it has there
     */
    record Republished(String space, String from, String to) implements RouteStep {}
}
