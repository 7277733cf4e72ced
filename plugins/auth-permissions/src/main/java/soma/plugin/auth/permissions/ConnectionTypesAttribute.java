/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import soma.plugin.auth.permissions.api.ConnectionTypes;
import soma.plugin.auth.users.api.UserAttribute;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;
import soma.spi.auth.AuthResult.Refused;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigNode.Kind;
import soma.spi.config.ConfigReader;

/** Over which sorts of connection configured users may come. Without state; safe for any thread. */
final class ConnectionTypesAttribute implements UserAttribute {
    private static final int ORDER = 100;

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public List<ConfigKey> keys() {
        return List.of(PermissionKeys.CONNECTION_TYPES);
    }

    @Override
    public Optional<Rule> bind(ConfigReader user) {
        return user.find(PermissionKeys.CONNECTION_TYPES).flatMap(node -> read(user, node));
    }

    private static Optional<Rule> read(ConfigReader user, ConfigNode node) {
        Set<String> types = new HashSet<>();
        List<String> unknown = new ArrayList<>();
        user.each(node, element -> {
            if (element.kind() != Kind.STRING) {
                user.problems()
                        .error(
                                element,
                                "error parsing allowed connection types: unsupported type "
                                        + GoTypes.nameOf(element.kind()) + " (expected: one of "
                                        + ConnectionTypes.KNOWN + ")");
                return;
            }
            String type = ConnectionTypes.canonical(element.text());
            (ConnectionTypes.KNOWN.contains(type) ? types : unknown).add(type);
        });
        if (!unknown.isEmpty()) {
            user.problems()
                    .error(
                            node,
                            "invalid connection types "
                                    + unknown.stream().map(Quoted::of).toList() + " (expected: of "
                                    + ConnectionTypes.KNOWN + ")");
        }
        return types.isEmpty() ? Optional.empty() : Optional.of(new TypesRule(new ConnectionTypes(types)));
    }

    private record TypesRule(ConnectionTypes types) implements Rule {
        @Override
        public AuthResult apply(AuthRequest request, Admission admission) {
            return types.permits(request)
                    ? AuthResult.ABSTAINED
                    : new Refused("connection type " + request.connectionType() + " is not allowed");
        }
    }
}
