/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.auth;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import soma.spi.annotation.Api;
import soma.spi.space.SubjectSpace;

/**
 * What a connection was granted.
 *
 * @param space         where it publishes and subscribes
 * @param user          as whom, for logs and monitoring; may be empty
 * @param authorization its permissions; {@link Authorization#ALLOW_ALL} for none
 * @param limits        its limits
 * @param expires       when it must be closed, or null
 * @param tags          free text for monitoring
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record Admission(
        SubjectSpace space,
        String user,
        Authorization authorization,
        Limits limits,
        @Nullable Instant expires,
        List<String> tags) {
    /** Makes an admission; the tags are copied. */
    public Admission {
        tags = List.copyOf(tags);
    }

    /** Grants everything in a space. */
    public static Admission to(SubjectSpace space) {
        return new Admission(space, "", Authorization.ALLOW_ALL, Limits.NONE, null, List.of());
    }

    /** Returns the same admission for a named user. */
    public Admission as(String name) {
        return new Admission(space, name, authorization, limits, expires, tags);
    }

    /** Returns the same admission with other permissions. */
    public Admission with(Authorization other) {
        return new Admission(space, user, other, limits, expires, tags);
    }

    /** Returns the same admission with other limits. */
    public Admission with(Limits other) {
        return new Admission(space, user, authorization, other, expires, tags);
    }

    /** Returns the same admission with an end. */
    public Admission until(Instant end) {
        return new Admission(space, user, authorization, limits, end, tags);
    }
}
