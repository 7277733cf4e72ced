/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import soma.spi.annotation.Api;

/** A JWT whose signature was verified. To be filled in: claims, decoding and encoding. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public final class Jwt {
    private Jwt() {}
}
