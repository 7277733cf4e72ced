/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import soma.spi.annotation.Api;

/**
 * What may be published and subscribed to. Immutable. Subjects of subscriptions may be followed by a blank and a queue group.
 *
 * @param publish   what may be published; if requests may be answered and it does not say what is allowed, that is nothing
 * @param subscribe what may be subscribed to
 * @param responses how often and how long requests may be answered beyond that; null for not at all
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record PermissionRules(
        Subjects publish, Subjects subscribe, @Nullable Responses responses) {
    /** Allows everything. */
    public static final PermissionRules NONE = new PermissionRules(Subjects.ANY, Subjects.ANY, null);

    /** Makes rules. */
    public PermissionRules {
        if (responses != null && publish.allow() == null) {
            publish = new Subjects(List.of(), publish.deny());
        }
    }

    /** Returns the same rules with one more subject that may not be published. */
    public PermissionRules withPublishDenied(String subject) {
        return new PermissionRules(publish.withDenied(subject), subscribe, responses);
    }

    /** Returns the same rules with one more subject that may not be subscribed to. */
    public PermissionRules withSubscribeDenied(String subject) {
        return new PermissionRules(publish, subscribe.withDenied(subject), responses);
    }

    /**
     * What is allowed and what is denied.
     *
     * @param allow what is allowed; null for everything, empty for nothing
     * @param deny  what is denied all the same
     */
    public record Subjects(@Nullable List<String> allow, List<String> deny) {
        /** Allows everything. */
        public static final Subjects ANY = new Subjects(null, List.of());

        /** Makes rules; the lists are copied. */
        public Subjects {
            allow = allow == null ? null : List.copyOf(allow);
            deny = List.copyOf(deny);
        }

        private Subjects withDenied(String subject) {
            var all = new ArrayList<>(deny);
            all.add(subject);
            return new Subjects(allow, all);
        }
    }

    /**
     * How requests may be answered.
     *
     * @param max     how many answers to one request; negative for any number, zero for the usual one
     * @param expires how long after the request; negative for ever, zero for the usual time
     */
    public record Responses(int max, Duration expires) {
        /** One answer within two minutes. */
        public static final Responses USUAL = new Responses(1, Duration.ofMinutes(2));

        /** Makes rules. */
        public Responses {
            max = max == 0 ? 1 : max;
            expires = expires.isZero() ? Duration.ofMinutes(2) : expires;
        }
    }
}
