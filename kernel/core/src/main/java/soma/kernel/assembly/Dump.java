/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.assembly;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import soma.kernel.assembly.Assembly.Contribution;
import soma.spi.config.ConfigKey;
import soma.spi.plugin.ExtensionPoint;
import soma.spi.plugin.PluginInfo;

/** Shows an assembly as text for people, one line per plugin, section and extension. */
final class Dump {
    private final StringBuilder out = new StringBuilder();

    private Dump() {}

    static String of(List<PluginInfo> plugins, Assembly assembly, List<Declared.Section<?>> sections) {
        var dump = new Dump();
        dump.out.append("plugins, in order of start\n");
        plugins.forEach(dump::plugin);
        dump.out.append("configuration sections\n");
        sections.forEach(dump::section);
        dump.out.append("extension points\n");
        assembly.contributions().forEach(dump::point);
        return dump.out.toString();
    }

    private void plugin(PluginInfo info) {
        out.append("  ").append(info.id()).append(' ').append(info.version());
        if (!info.requires().isEmpty()) {
            out.append(" requires ")
                    .append(info.requires().stream()
                            .map(need -> need.versions().equals("*") ? need.id() : need.id() + " " + need.versions())
                            .collect(Collectors.joining(", ")));
        }
        if (!info.after().isEmpty()) {
            out.append(" after ").append(info.after().stream().sorted().collect(Collectors.joining(", ")));
        }
        out.append('\n');
    }

    private void section(Declared.Section<?> owned) {
        out.append("  ")
                .append(owned.plugin())
                .append('/')
                .append(owned.section().id())
                .append(": ")
                .append(owned.section().keys().stream().map(ConfigKey::name).collect(Collectors.joining(", ")))
                .append('\n');
    }

    private void point(ExtensionPoint<?> point, List<Contribution<?>> made) {
        out.append("  ")
                .append(point.id())
                .append(" (")
                .append(point.cardinality().name().toLowerCase(Locale.ROOT))
                .append(")\n");
        for (Contribution<?> contribution : made) {
            out.append("    ");
            if (!contribution.name().isEmpty()) {
                out.append(contribution.name()).append(" = ");
            }
            out.append(contribution.extension().getClass().getName())
                    .append(" from ")
                    .append(contribution.plugin())
                    .append('\n');
        }
    }
}
