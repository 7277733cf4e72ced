/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.api;

import soma.spi.annotation.Api;

/**
 * Limits of an account; -1 means none.
 *
 * @param maxConnections   how many connections it may have
 * @param maxLeafNodes     how many of them may be leaf nodes
 * @param maxSubscriptions how many subscriptions each connection may have
 * @param maxPayload       the largest message in bytes, with headers
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record AccountLimits(int maxConnections, int maxLeafNodes, int maxSubscriptions, long maxPayload) {
    /** No limits. */
    public static final AccountLimits NONE = new AccountLimits(-1, -1, -1, -1);
}
