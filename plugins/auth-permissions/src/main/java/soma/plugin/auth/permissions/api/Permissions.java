/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions.api;

import java.util.Optional;
import soma.spi.annotation.Api;
import soma.spi.auth.Authorization;
import soma.spi.config.ConfigReader;

/** Reads and compiles permissions. Offered as a service; safe for any thread. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public interface Permissions {
    /**
     * Compiles rules; equal rules give the same object for as long as anyone uses it, so that routes are shared. Rules that
     * allow everything give {@link Authorization#ALLOW_ALL}.
     */
    Authorization compile(PermissionRules rules);

    /** Returns the rules that an authorization was compiled from; empty for one that was not made here. */
    Optional<PermissionRules> rulesOf(Authorization authorization);

    /**
     * Reads what is in a block such as {@code permissions { publish … subscribe … allow_responses … }}, reporting what is
     * wrong.
     */
    PermissionRules read(ConfigReader block);
}
