/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.plugin;

import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;

/**
 * One separately shipped feature. Found by {@link java.util.ServiceLoader}; needs a public constructor without parameters.
 *
 * <p>Its methods only register things: they start no thread, open no file and no socket. Work begins in a
 * {@link Lifecycle} that the plugin contributes. An exception stops the start with the plugin's id in the message.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@RunsOn(Context.STARTUP)
public interface ServerPlugin {
    /** The version of this API, as semantic versioning has it; what {@code Plugin-Requires} in a manifest is held against. */
    String API_VERSION = "0.1.0";

    /** Returns identity and needs; constant. */
    PluginInfo info();

    /** Names the configuration sections, flags and extension points that this plugin owns. No configuration is read yet. */
    default void declare(Declarations declarations) {}

    /** Registers this plugin's extensions. The bound configuration is available. */
    void contribute(Contributions contributions);
}
