/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.route;

import java.util.Set;
import soma.spi.annotation.Api;
import soma.spi.annotation.HotPath;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.message.Message;
import soma.spi.plugin.ExtensionPoint;
import soma.spi.route.RouteCompiler.Question;
import soma.spi.space.SubjectSpace;

/** Passes messages on to places whose interest this server does not index. Runs after local delivery. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@RunsOn(Context.ANY_THREAD)
public interface Forwarder {
    /** Where forwarders are contributed. */
    ExtensionPoint<Forwarder> POINT = ExtensionPoint.many("forwarder", Forwarder.class);

    /** Returns whether what is asked may concern this forwarder. Asked when a route is compiled; must be pure. */
    boolean accepts(Question question);

    /**
     * Passes a message on to plain interest and to queue groups not yet served. Must neither block nor throw.
     *
     * @param servedQueues the groups that had a member here; valid during the call
     * @return one of the constants of {@link Outcome}
     */
    @HotPath
    int forward(SubjectSpace space, Message message, Set<String> servedQueues);
}
