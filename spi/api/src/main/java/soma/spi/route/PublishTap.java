/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.route;

import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.message.Message;
import soma.spi.plugin.ExtensionPoint;

/**
 * Takes over the execution of routes for messages that carry a certain header. With no tap installed headers are not
 * looked at; with one, only messages that have headers pay for the search.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@RunsOn(Context.ANY_THREAD)
public interface PublishTap {
    /** Where taps are contributed. */
    ExtensionPoint<PublishTap> POINT = ExtensionPoint.many("publish-tap", PublishTap.class);

    /** Returns the name of the header that calls this tap, compared byte for byte. */
    String header();

    /**
     * Executes the route exactly once, as a rule with a visitor. Must neither block nor throw.
     *
     * @return an {@link Outcome}
     */
    int publish(Message message, Route route);
}
