/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.plugin;

import java.util.List;
import java.util.Set;
import soma.spi.annotation.Api;

/**
 * Identity and needs of a plugin.
 *
 * @param id       lower-case words joined by dashes, unique in a server
 * @param version  the plugin's own version, as semantic versioning has it
 * @param requires what must be present; starts before and stops after this plugin
 * @param after    ids that, if present, start before and stop after this plugin
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record PluginInfo(String id, String version, List<Requirement> requires, Set<String> after) {
    /** Makes the identity; the collections are copied. */
    public PluginInfo {
        if (!id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException(
                    "plugin id '" + id + "' (expected: lower-case words joined by dashes, such as auth-basic)");
        }
        requires = List.copyOf(requires);
        after = Set.copyOf(after);
    }

    /** Makes the identity of a plugin that requires any version of others. */
    public static PluginInfo of(String id, String version, String... requires) {
        return new PluginInfo(
                id, version, List.of(requires).stream().map(Requirement::any).toList(), Set.of());
    }

    /**
     * A plugin that must be present.
     *
     * @param id       its id
     * @param versions the versions that will do, as {@code ">=1.2.0 & <2.0.0"}; {@code "*"} for any
     */
    public record Requirement(String id, String versions) {
        /** Requires any version. */
        public static Requirement any(String id) {
            return new Requirement(id, "*");
        }
    }
}
