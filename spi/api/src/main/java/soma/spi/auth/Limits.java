/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.auth;

import soma.spi.annotation.Api;

/**
 * Limits of one connection; -1 means no other limit than the server's.
 *
 * @param maxSubscriptions how many subscriptions it may have
 * @param maxPayload       the largest message it may publish, in bytes with headers
 * @param maxPending       how many bytes may wait to be written to it
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record Limits(int maxSubscriptions, long maxPayload, long maxPending) {
    /** No other limits than the server's. */
    public static final Limits NONE = new Limits(-1, -1, -1);
}
