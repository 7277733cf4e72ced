/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.launcher;

import java.util.List;
import soma.host.PluginOptions;
import soma.spi.config.ConfigSection;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.Declarations;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;

/** Owns the configuration that belongs to the process rather than to the server: log, files, which plugins to load. */
final class LauncherPlugin implements ServerPlugin {
    private final ConfigSection<LauncherOptions> section;

    LauncherPlugin(LauncherBinder binder, LauncherReload reload) {
        this.section = new ConfigSection<>("process", LauncherKeys.ALL, binder::bind, reload::prepare);
    }

    @Override
    public PluginInfo info() {
        return new PluginInfo("launcher", Versions.CURRENT.soma(), List.of(), java.util.Set.of());
    }

    @Override
    public void declare(Declarations declarations) {
        declarations.section(section);
        declarations.section(PluginOptions.SECTION);
    }

    @Override
    public void contribute(Contributions contributions) {}
}
