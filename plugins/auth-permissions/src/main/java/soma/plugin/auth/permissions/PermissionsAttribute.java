/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

import java.util.List;
import java.util.Optional;
import soma.plugin.auth.permissions.api.PermissionRules;
import soma.plugin.auth.permissions.api.Permissions;
import soma.plugin.auth.users.api.UserAttribute;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;
import soma.spi.auth.AuthResult.Granted;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigNode.Kind;
import soma.spi.config.ConfigReader;

/**
 * The permissions of configured users. Without state but for the compiler, which remembers only what is in use; safe for any
 * thread.
 */
final class PermissionsAttribute implements UserAttribute {
    private static final int ORDER = 200;

    private final Permissions permissions;

    PermissionsAttribute(Permissions permissions) {
        this.permissions = permissions;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public List<ConfigKey> keys() {
        return List.of(PermissionKeys.PERMISSIONS);
    }

    @Override
    public List<ConfigKey> defaultKeys() {
        return List.of(PermissionKeys.DEFAULT_PERMISSIONS);
    }

    @Override
    public Optional<Rule> bind(ConfigReader user) {
        return read(user, PermissionKeys.PERMISSIONS);
    }

    @Override
    public Optional<Rule> bindDefault(ConfigReader block) {
        return read(block, PermissionKeys.DEFAULT_PERMISSIONS);
    }

    private Optional<Rule> read(ConfigReader block, ConfigKey key) {
        return block.find(key).flatMap(node -> read(block, node));
    }

    private Optional<Rule> read(ConfigReader block, ConfigNode node) {
        if (node.kind() != Kind.MAP) {
            block.problems()
                    .error(
                            node,
                            "Expected permissions to be a map/struct, got " + GoTypes.nameOf(node.kind())
                                    + " (expected: a block in braces)");
            return Optional.empty();
        }
        return block.map(node).map(permissions::read).map(rules -> new PermissionRule(rules, permissions));
    }

    private record PermissionRule(PermissionRules rules, Permissions permissions) implements Rule {
        @Override
        public AuthResult apply(AuthRequest request, Admission admission) {
            return new Granted(admission.with(permissions.compile(rules)));
        }
    }
}
