/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import soma.spi.annotation.Api;

/**
 * A part of the day in which a user may be connected; one that starts later than it ends goes past midnight.
 *
 * @param start when it starts, as {@code HH:MM:SS}
 * @param end   when it ends
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record TimeRange(String start, String end) {}
