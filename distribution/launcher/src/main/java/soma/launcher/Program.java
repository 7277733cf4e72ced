/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.launcher;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import soma.host.PluginOptions;

/**
 * The process as its surroundings see it.
 *
 * @param name        what the executable is called: in messages, and in the name of the ports file
 * @param pid         the process id
 * @param home        where the server is installed, or null if it runs from elsewhere
 * @param terminal    whether standard error is a terminal
 * @param environment variables for the configuration file
 * @param out         standard output
 * @param err         standard error
 */
record Program(
        String name,
        long pid,
        @Nullable Path home,
        boolean terminal,
        Map<String, String> environment,
        PrintStream out,
        PrintStream err) {
    /** Returns this process; the start script tells the name and whether there is a terminal. */
    static Program current() {
        String home = System.getProperty("soma.home");
        return new Program(
                System.getProperty("soma.executable", "nats-server"),
                ProcessHandle.current().pid(),
                home == null ? null : Path.of(home),
                Boolean.getBoolean("soma.terminal"),
                System.getenv(),
                System.out,
                System.err);
    }

    /** Returns the options with the plugins directory of the installation, where they name none of their own. */
    PluginOptions pluginOptions(PluginOptions options) {
        Path installed = home == null ? null : home.resolve("plugins");
        boolean named = !options.directory().equals(PluginOptions.DEFAULTS.directory());
        return named || installed == null || Files.notExists(installed)
                ? options
                : new PluginOptions(installed, options.required(), options.disabled(), options.allowAutomatic());
    }

    /** Prints an error as nats-server does, and returns the status to exit with. */
    int fail(String message) {
        err.println(name + ": " + message);
        return 1;
    }
}
