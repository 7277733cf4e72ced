/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.auth;

import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.plugin.ExtensionPoint;

/**
 * Tightens what authentication granted, e.g. from a policy file. All authorizers are asked, in order; each gets the last
 * one's answer. An exception refuses the connection and is logged.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public interface Authorizer {
    /** Where authorizers are contributed. */
    ExtensionPoint<Authorizer> POINT = ExtensionPoint.many("authorizer", Authorizer.class);

    /** Returns the place in the chain. */
    int order();

    /**
     * Answers with the admission to use in place of that one, or with a refusal; abstaining leaves the admission as it is.
     * Must not block.
     */
    @RunsOn(Context.ANY_THREAD)
    AuthResult authorize(AuthRequest request, Admission admission);
}
