/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.boot;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import soma.spi.config.ConfigNode;
import soma.spi.plugin.ServerPlugin;
import soma.spi.server.Server.Version;
import soma.spi.transport.Endpoint;

/** Collects what a kernel is made of. Confined to one thread. */
public final class KernelBuilder {
    List<ServerPlugin> plugins = List.of();
    ConfigNode configuration = EmptyConfiguration.NODE;

    @Nullable
    Supplier<ConfigNode> reader;

    Function<String, Optional<String>> ownerHint = _ -> Optional.empty();
    Supplier<String> digest = () -> "";
    Version version = new Version("0.0.0", "0.0.0");
    InstantSource clock = InstantSource.system();

    @Nullable
    Endpoint listener;

    KernelBuilder() {}

    /** Uses these plugins; their order is kept where their needs allow it. Default: none. */
    public KernelBuilder plugins(List<ServerPlugin> these) {
        plugins = List.copyOf(these);
        return this;
    }

    /** Uses this configuration, a map. Default: an empty one. */
    public KernelBuilder configuration(ConfigNode root) {
        configuration = root;
        return this;
    }

    /**
     * Reads the configuration again for each reload. What it throws refuses the reload, its message being the reason.
     * Default: reloads are refused.
     */
    public KernelBuilder reader(Supplier<ConfigNode> again) {
        reader = again;
        return this;
    }

    /** Tells the fingerprint of the configuration that was read last, for the log and monitoring. Default: none. */
    public KernelBuilder digest(Supplier<String> ofLastRead) {
        digest = ofLastRead;
        return this;
    }

    /** Names the plugin that would own a top-level key, given in lower case, if it were installed. Default: no idea. */
    public KernelBuilder ownerHint(Function<String, Optional<String>> hint) {
        ownerHint = hint;
        return this;
    }

    /** Tells these versions to clients and monitoring. */
    public KernelBuilder version(Version both) {
        version = both;
        return this;
    }

    /** Uses this wall clock. Default: the system's. */
    public KernelBuilder clock(InstantSource source) {
        clock = source;
        return this;
    }

    /** Listens for clients there, whatever the configuration says; the scheme names the transport. For embedding. */
    public KernelBuilder listener(Endpoint endpoint) {
        listener = endpoint;
        return this;
    }

    /**
     * Makes the kernel. Starts nothing.
     *
     * @throws ConfigurationException if the plugins do not go together
     */
    public Kernel build() {
        return new Kernel(this);
    }
}
