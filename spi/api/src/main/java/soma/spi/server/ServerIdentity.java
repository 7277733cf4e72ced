/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.server;

import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.plugin.ExtensionPoint;

/**
 * Says which id the server has. Contributed by a plugin that signs in the server's name and so has the private half of a key
 * whose public half is the id; without any the server makes up an id of that shape, which nobody can sign for.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public interface ServerIdentity {
    /** Where it is contributed. */
    ExtensionPoint<ServerIdentity> POINT = ExtensionPoint.one("server-identity", ServerIdentity.class);

    /**
     * Returns the id: a server's public key as text, 56 characters that begin with {@code N}. Asked once, before any plugin is
     * started; making a key may take its time. An exception stops the start.
     */
    @RunsOn(Context.STARTUP)
    String id();
}
