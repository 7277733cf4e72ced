/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import soma.config.ConfigException;
import soma.config.ConfigFile;
import soma.config.KnownKeys;
import soma.config.Overlay;
import soma.config.cli.CommandLine;
import soma.config.cli.CommandLineException;
import soma.kernel.boot.ConfigurationException;
import soma.kernel.boot.Kernel;
import soma.kernel.boot.KernelBuilder;
import soma.kernel.boot.Problem;
import soma.spi.config.ConfigNode;
import soma.spi.plugin.ServerPlugin;
import soma.spi.server.Server.Version;

/** Collects what a {@link TestKernel} is made of. Confined to one thread. */
public final class TestKernelBuilder {
    private final List<ServerPlugin> plugins = new ArrayList<>();
    private String configuration = "";
    private ConfigNode overlay = Overlay.none();

    TestKernelBuilder() {}

    /** Adds plugins. */
    public TestKernelBuilder plugins(ServerPlugin... more) {
        return plugins(List.of(more));
    }

    /** Adds plugins. */
    public TestKernelBuilder plugins(List<ServerPlugin> more) {
        plugins.addAll(more);
        return this;
    }

    /** Uses this configuration, in the language of the configuration file. Default: an empty one. */
    public TestKernelBuilder configuration(String text) {
        configuration = text;
        return this;
    }

    /** Uses these flags of the command line, which overrule the configuration. Default: none. */
    public TestKernelBuilder flags(String... these) {
        try {
            overlay = CommandLine.parse(List.of(these), List.of()).overlay();
        } catch (CommandLineException e) {
            throw new IllegalArgumentException("the flags of this test are wrong", e);
        }
        return this;
    }

    /**
     * Starts the kernel.
     *
     * @throws ConfigurationException if the configuration cannot be used
     */
    public TestKernel start() {
        return new TestKernel(this);
    }

    /** Returns what is wrong with the configuration, as {@code test.conf:LINE:COLUMN: MESSAGE}; starts nothing. */
    public List<String> errors() {
        return found(Problem.Severity.ERROR);
    }

    /** Returns the warnings about the configuration, as {@code test.conf:LINE:COLUMN: MESSAGE}; starts nothing. */
    public List<String> warnings() {
        return found(Problem.Severity.WARNING);
    }

    private List<String> found(Problem.Severity severity) {
        return check().stream()
                .filter(problem -> problem.severity() == severity)
                .map(Problem::toString)
                .toList();
    }

    private List<Problem> check() {
        try (Kernel kernel =
                kernel().plugins(plugins).configuration(parse(configuration)).build()) {
            return kernel.check();
        } catch (ConfigurationException e) {
            return e.problems();
        }
    }

    List<ServerPlugin> plugins() {
        return plugins;
    }

    String configuration() {
        return configuration;
    }

    static KernelBuilder kernel() {
        return Kernel.builder().ownerHint(KnownKeys::ownerOf).version(new Version("0.1.0", "2.15.1"));
    }

    ConfigNode parse(String text) {
        try {
            ConfigNode file = ConfigFile.parse(text, "test.conf", Path.of(""), System.getenv())
                    .root();
            return Overlay.apply(file, overlay);
        } catch (ConfigException e) {
            throw new IllegalArgumentException("the configuration of this test is not in the language", e);
        }
    }
}
