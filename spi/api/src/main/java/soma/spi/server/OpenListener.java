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

/** A listener of a plugin, for the file that tells others where the server listens. Asked once everything listens. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@RunsOn(Context.ANY_THREAD)
public interface OpenListener {
    /** Where listeners are contributed. */
    ExtensionPoint<OpenListener> POINT = ExtensionPoint.many("open-listener", OpenListener.class);

    /** Returns its name in the ports file: {@code monitoring}, {@code websocket}, {@code cluster}. */
    String name();

    /** Returns the URLs that it answers on, ports filled in; empty while it is not open. */
    List<String> urls();
}
