/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.users.api;

import java.util.List;
import java.util.Optional;
import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;
import soma.spi.auth.AuthResult.Abstained;
import soma.spi.auth.AuthResult.Granted;
import soma.spi.auth.AuthResult.Refused;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigReader;
import soma.spi.plugin.ExtensionPoint;

/**
 * Something that the configuration says of a user beside its credential, such as permissions. Added while plugins declare, by
 * {@link soma.spi.plugin.Declarations#extend}. Without state; safe for any thread.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public interface UserAttribute {
    /** Where attributes are added. */
    ExtensionPoint<UserAttribute> POINT = ExtensionPoint.many("user-attribute", UserAttribute.class);

    /** Returns the place among the attributes; lower is applied earlier. */
    int order();

    /** Returns the keys that it owns in the block of a user, and in {@code authorization} when that describes the only user. */
    List<ConfigKey> keys();

    /** Returns the keys that it owns in blocks that hold users: {@code authorization}, and one account. */
    default List<ConfigKey> defaultKeys() {
        return List.of();
    }

    /** Reads what the block of a user says; empty when it has none of the keys. */
    Optional<Rule> bind(ConfigReader user);

    /** Reads what holds for the users of a block that say nothing themselves; empty when it has none of the keys. */
    default Optional<Rule> bindDefault(ConfigReader block) {
        return Optional.empty();
    }

    /** What was read. Immutable; equal ones are equal by {@link Object#equals}. */
    @RunsOn(Context.ANY_THREAD)
    interface Rule {
        /** Returns the admission to go on with, or a refusal; abstaining leaves it as it is. Must not block. */
        AuthResult apply(AuthRequest request, Admission admission);

        /** Returns what becomes of an admission under several rules: the first refusal counts. */
        static AuthResult applyAll(List<Rule> rules, AuthRequest request, Admission admission) {
            Admission now = admission;
            for (Rule rule : rules) {
                switch (rule.apply(request, now)) {
                    case Granted granted -> now = granted.admission();
                    case Refused refused -> {
                        return refused;
                    }
                    case Abstained _ -> {}
                }
            }
            return new Granted(now);
        }
    }
}
