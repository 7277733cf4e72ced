/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.callout;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import soma.plugin.auth.permissions.api.PermissionRules;
import soma.plugin.auth.permissions.api.PermissionRules.Subjects;
import soma.plugin.auth.permissions.api.Permissions;
import soma.spi.auth.Authorization;
import soma.spi.config.ConfigReader;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;

/** In place of plugin auth-permissions. */
final class PlayedPermissions implements ServerPlugin, Permissions {
    @Override
    public PluginInfo info() {
        return PluginInfo.of("auth-permissions", "0.1.0");
    }

    @Override
    public void contribute(Contributions contributions) {
        contributions.offer(Permissions.class, this);
    }

    @Override
    public Authorization compile(PermissionRules rules) {
        return new Compiled(rules);
    }

    @Override
    public Optional<PermissionRules> rulesOf(Authorization authorization) {
        return authorization instanceof Compiled compiled ? Optional.of(compiled.rules()) : Optional.empty();
    }

    @Override
    public PermissionRules read(ConfigReader block) {
        return PermissionRules.NONE;
    }

    private record Compiled(PermissionRules rules) implements Authorization {
        @Override
        public Verdict mayPublish(String subject) {
            return allows(rules.publish(), subject);
        }

        @Override
        public Verdict maySubscribe(String subject, @Nullable String queue) {
            return allows(rules.subscribe(), subject);
        }

        private static Verdict allows(Subjects subjects, String subject) {
            List<String> allow = subjects.allow();
            boolean allowed = allow == null || matches(allow, subject);
            return allowed && !matches(subjects.deny(), subject) ? Verdict.YES : Verdict.NO;
        }

        private static boolean matches(List<String> patterns, String subject) {
            return patterns.stream().anyMatch(p -> soma.spi.subject.Subjects.matches(p, subject));
        }
    }
}
