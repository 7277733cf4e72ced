/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.transport;

import soma.spi.annotation.Api;

/** What a transport may do beyond carrying bytes. What it does not declare it must refuse. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public enum TransportAbility {
    /** {@link soma.spi.transport.Link#startTls}. */
    TLS,
    /** {@link soma.spi.transport.Link#wrap}. */
    CODECS
}
