/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package probe;

import java.nio.file.Path;
import java.util.Set;
import soma.host.PluginHost;
import soma.host.PluginOptions;

/** A server that does nothing but load its plugins: prints what it found. Runs in a JVM of its own. */
public final class Probe {
    private Probe() {}

    /** Loads from the directory that is the first argument. */
    public static void main(String[] arguments) {
        var options = new PluginOptions(Path.of(arguments[0]), Set.of(), Set.of(), false);
        try (PluginHost host = PluginHost.load(options)) {
            host.inventory()
                    .plugins()
                    .forEach(plugin -> System.out.println("LOADED " + plugin.id()
                            + (plugin.builtIn() ? " built in, " : " dropped in, ") + plugin.plugin()));
            host.inventory().rejected().forEach(rejected -> System.out.println("REJECTED " + rejected.line()));
        }
    }
}
