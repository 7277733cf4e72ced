/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.server;

import java.util.List;
import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.plugin.ExtensionPoint;

/** Hears of what happens to the server as a whole. What it throws is logged, and the others still hear of it. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@RunsOn(Context.WORKER)
public interface ServerListener {
    /** Where listeners are contributed. */
    ExtensionPoint<ServerListener> POINT = ExtensionPoint.many("server-listener", ServerListener.class);

    /** Hears that everything listens and clients can connect. */
    default void ready() {}

    /**
     * Hears that another configuration is in force.
     *
     * @param changes what has changed, a line for each change; empty if nothing did
     */
    default void reloaded(List<String> changes) {}

    /** Hears that a configuration was refused, with the reason, and that nothing has changed. */
    default void reloadRefused(String reason) {}

    /** Hears that lame duck mode begins: new clients are refused, those there are still served. */
    default void lameDuck() {}

    /** Hears that the server is about to end. Sessions are still open; what is published now still reaches them. */
    default void stopping() {}
}
