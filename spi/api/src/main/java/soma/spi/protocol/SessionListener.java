/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.protocol;

import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.plugin.ExtensionPoint;

/** Hears of sessions of every protocol. Must not block; what it throws is logged. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@RunsOn(Context.OWNING_LOOP)
public interface SessionListener {
    /** Where listeners are contributed. */
    ExtensionPoint<SessionListener> POINT = ExtensionPoint.many("session-listener", SessionListener.class);

    /** Hears that a session was admitted. */
    default void admitted(SessionView session) {}

    /** Hears that a session was refused, and why. */
    default void refused(SessionView session, String reason) {}

    /** Hears that a session has ended, and why. */
    default void closed(SessionView session, String reason) {}
}
