/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.api;

import java.util.concurrent.CompletionStage;
import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;

/** Finds accounts that are not defined yet. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface AccountLoader {
    /** Defines the account of that name if there is one, and answers whether. Must not block. */
    @RunsOn(Context.ANY_THREAD)
    CompletionStage<Boolean> load(String name);
}
