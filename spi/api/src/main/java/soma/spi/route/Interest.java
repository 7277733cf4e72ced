/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.route;

import org.jspecify.annotations.Nullable;
import soma.spi.annotation.Api;

/**
 * A wish for a subject that a relay passes on.
 *
 * @param relay   who passes it on
 * @param subject the subject, which may hold wildcards
 * @param queue   the queue group, or null
 * @param weight  how many queue members stand behind it; at least 1
 * @param behalf  the cluster on whose behalf the relay's other end asks; empty for none
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record Interest(
        Relay relay, String subject, @Nullable String queue, int weight, String behalf) {}
