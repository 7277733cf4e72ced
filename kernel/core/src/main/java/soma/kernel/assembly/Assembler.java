/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.assembly;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import soma.kernel.assembly.PluginOrder.Installed;
import soma.spi.config.CommandLineFlag;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigReader;
import soma.spi.config.ConfigScope;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;

/**
 * Assembles plugins: {@link #of} orders them and asks what they own, {@link #bind} reads the configuration for them, and
 * {@link #assemble} takes their contributions. Each step reports all problems it finds; the next one is for a list without
 * errors. Confined to one thread, but for {@link #bind}, which may be called later by another one.
 */
public final class Assembler {
    private final List<Installed> plugins;
    private final Declared declared;
    private final UnknownKeys unknownKeys;
    private final ConfigScope scope;

    private Assembler(List<Installed> plugins, Declared declared, Function<String, Optional<String>> ownerHint) {
        this.plugins = plugins;
        this.declared = declared;
        this.scope = new BindingScope(declared, ownerHint);
        this.unknownKeys = new UnknownKeys(
                declared.keys(), ownerHint, plugins.stream().map(Installed::id).toList());
    }

    /**
     * Orders plugins and asks what they own.
     *
     * @param ownerHint names the plugin that would own a top-level key, if it were installed
     */
    public static Assembler of(
            List<ServerPlugin> plugins, Function<String, Optional<String>> ownerHint, ProblemList problems) {
        List<Installed> ordered = PluginOrder.sort(plugins, problems);
        var declared = new Declared(problems);
        ordered.forEach(declared::declare);
        return new Assembler(ordered, declared, ownerHint);
    }

    /** Returns the plugins in dependency order. */
    public List<PluginInfo> plugins() {
        return plugins.stream().map(Installed::info).toList();
    }

    /** Returns the flags that plugins declared. */
    public List<CommandLineFlag> flags() {
        return List.copyOf(declared.flags());
    }

    /** Reads a configuration for all plugins. Has no effect beside its result. */
    public Configured bind(ConfigNode root, ProblemList problems) {
        var reader = new ConfigReader(root, problems, scope);
        unknownKeys.report(root, problems);
        return Configured.bind(declared.sections(), reader, problems);
    }

    /** Takes the contributions of all plugins, in order. */
    public Assembly assemble(Configured configured, ProblemList problems) {
        var contributing = new Contributing(configured, problems);
        plugins.forEach(contributing::contribute);
        return new Assembly(plugins(), contributing.made());
    }

    /** Returns a text that shows an assembly: plugins, who owns which keys, who contributed what; the last once it is made. */
    public String dump(Assembly assembly) {
        return Dump.of(plugins(), assembly, declared.sections());
    }
}
