/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Contract tests that every implementation of an SPI must pass, and the fixtures they need. */
module soma.spi.tck {
    requires static org.jspecify;
    requires transitive org.junit.jupiter.api;
    requires transitive soma.spi;

    exports soma.spi.tck.transport;
    exports soma.spi.tck.auth;
    exports soma.spi.tck.config;
    exports soma.spi.tck.fixture;
    exports soma.spi.tck.metric;
    exports soma.spi.tck.plugin;
    exports soma.spi.tck.protocol;
    exports soma.spi.tck.report;
    exports soma.spi.tck.route;
    exports soma.spi.tck.space;
    exports soma.spi.tck.storage;
}
