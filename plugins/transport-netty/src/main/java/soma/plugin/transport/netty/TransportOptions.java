/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.netty;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;
import soma.spi.config.ConfigReader;
import soma.spi.config.ConfigSection;

/**
 * What the section {@code transport} sets.
 *
 * @param type       how to talk to the system
 * @param loops      how many event loops
 * @param readBuffer how many bytes a loop reads at once
 */
record TransportOptions(IoModel type, int loops, int readBuffer) {
    private static final int DEFAULT_READ_BUFFER = 128 * 1024;
    private static final int SMALLEST_READ_BUFFER = 4 * 1024;
    private static final int LARGEST_READ_BUFFER = 8 * 1024 * 1024;
    private static final int MOST_LOOPS = 1024;

    private static final ConfigKey TRANSPORT = ConfigKey.of(
            "transport", "map", "", Reload.NO, "How TCP connections are served; see the keys transport.*.");
    private static final ConfigKey TYPE = ConfigKey.of(
            "type", "auto, epoll, nio or io_uring", "auto", Reload.NO, "How to talk to the operating system.");
    private static final ConfigKey LOOPS = ConfigKey.of(
            "loops", "integer", "half the cores up to 4 cores, else cores - 2", Reload.NO, "How many event loops run.");
    private static final ConfigKey READ_BUFFER =
            ConfigKey.of("read_buffer", "size", "128KB", Reload.NO, "How many bytes an event loop reads at once.");

    /** The section; fixed while the server runs. */
    static final ConfigSection<TransportOptions> SECTION =
            ConfigSection.fixed("transport", List.of(TRANSPORT), TransportOptions::bind);

    /** Returns the options of an empty configuration. */
    static TransportOptions defaults() {
        return new TransportOptions(IoModel.AUTO, defaultLoops(), DEFAULT_READ_BUFFER);
    }

    private static TransportOptions bind(ConfigReader root) {
        TransportOptions defaults = defaults();
        Optional<ConfigReader> section = root.map(TRANSPORT);
        if (section.isEmpty()) {
            return defaults;
        }
        ConfigReader keys = section.get();
        keys.rejectUnknown(Set.of(TYPE.name(), LOOPS.name(), READ_BUFFER.name()));
        return new TransportOptions(type(keys), (int) keys.integer(LOOPS, defaults.loops, 1, MOST_LOOPS), (int)
                keys.integer(READ_BUFFER, defaults.readBuffer, SMALLEST_READ_BUFFER, LARGEST_READ_BUFFER));
    }

    private static IoModel type(ConfigReader keys) {
        String name = keys.text(TYPE, IoModel.AUTO.configName());
        Optional<IoModel> model = IoModel.named(name);
        if (model.isEmpty()) {
            keys.find(TYPE)
                    .ifPresent(node -> keys.problems()
                            .error(
                                    node,
                                    "unknown transport type \"" + name
                                            + "\" (expected: auto, epoll, nio or io_uring)"));
        }
        return model.orElse(IoModel.AUTO);
    }

    private static int defaultLoops() {
        int cores = Runtime.getRuntime().availableProcessors();
        return cores <= 4 ? Math.max(1, cores / 2) : cores - 2;
    }
}
