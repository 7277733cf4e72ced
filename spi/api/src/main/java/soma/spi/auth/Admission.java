/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.auth;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import soma.spi.annotation.Api;
import soma.spi.space.SubjectSpace;

/**
 * What a connection was granted.
 *
 * @param space         where it publishes and subscribes
 * @param user          as whom, for monitoring; may be empty
 * @param label         by what and as whom, for lines of the log: {@code user:alice}; may be empty, and holds nothing secret
 * @param authorization its permissions; {@link Authorization#ALLOW_ALL} for none
 * @param limits        its limits
 * @param expires       when it must be closed, or null
 * @param tags          free text for monitoring
 * @param details       more that monitoring and events show, under their names there: {@code issuer_key}, {@code name_tag}
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record Admission(
        SubjectSpace space,
        String user,
        String label,
        Authorization authorization,
        Limits limits,
        @Nullable Instant expires,
        List<String> tags,
        Map<String, String> details) {
    /** Makes an admission; the collections are copied. */
    public Admission {
        tags = List.copyOf(tags);
        details = Map.copyOf(details);
    }

    /** Grants everything in a space. */
    public static Admission to(SubjectSpace space) {
        return new Admission(space, "", "", Authorization.ALLOW_ALL, Limits.NONE, null, List.of(), Map.of());
    }

    /** Returns the same admission for a named user, which is the label too. */
    public Admission as(String name) {
        return as(name, name.isEmpty() ? "" : "user:" + name);
    }

    /** Returns the same admission for a user that the log names by a label of its own. */
    public Admission as(String name, String shown) {
        return new Admission(space, name, shown, authorization, limits, expires, tags, details);
    }

    /** Returns the same admission with other permissions. */
    public Admission with(Authorization other) {
        return new Admission(space, user, label, other, limits, expires, tags, details);
    }

    /** Returns the same admission with other limits. */
    public Admission with(Limits other) {
        return new Admission(space, user, label, authorization, other, expires, tags, details);
    }

    /** Returns the same admission with an end; of two ends the earlier one counts. */
    public Admission until(Instant end) {
        Instant first = expires != null && expires.isBefore(end) ? expires : end;
        return new Admission(space, user, label, authorization, limits, first, tags, details);
    }

    /** Returns the same admission into another space. */
    public Admission into(SubjectSpace other) {
        return new Admission(other, user, label, authorization, limits, expires, tags, details);
    }

    /** Returns the same admission with one more detail. */
    public Admission withDetail(String name, String value) {
        var more = new LinkedHashMap<>(details);
        more.put(name, value);
        return new Admission(space, user, label, authorization, limits, expires, tags, more);
    }

    /** Returns the same admission with these tags. */
    public Admission tagged(List<String> all) {
        return new Admission(space, user, label, authorization, limits, expires, all, details);
    }
}
