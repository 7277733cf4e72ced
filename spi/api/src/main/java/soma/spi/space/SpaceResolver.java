/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.space;

import java.util.concurrent.CompletionStage;
import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.plugin.ExtensionPoint;

/**
 * Says whether a space of some name may exist, e.g. by looking for an account of that name. With no resolver installed
 * only the default space exists for those who ask by name.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public interface SpaceResolver {
    /** Where resolvers are contributed. */
    ExtensionPoint<SpaceResolver> POINT = ExtensionPoint.many("space-resolver", SpaceResolver.class);

    /** Answers whether the space may exist. A stage that fails counts as no. Must not block. */
    @RunsOn(Context.ANY_THREAD)
    CompletionStage<Boolean> mayExist(String name);
}
