/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.route;

import soma.spi.annotation.Api;
import soma.spi.plugin.ExtensionPoint;

/**
 * A prefix that reply subjects of ordinary clients must not have. With none contributed nothing is checked.
 *
 * @param prefix the prefix, with its closing dot
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record ReservedReply(String prefix) {
    /** Where prefixes are contributed. */
    public static final ExtensionPoint<ReservedReply> POINT =
            ExtensionPoint.many("reserved-reply", ReservedReply.class);
}
