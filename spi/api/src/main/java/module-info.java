/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Everything a plugin may see of the server. Depends on java.base only. */
module soma.spi {
    requires static transitive org.jspecify;

    exports soma.spi.annotation;
    exports soma.spi.auth;
    exports soma.spi.config;
    exports soma.spi.memory;
    exports soma.spi.message;
    exports soma.spi.metric;
    exports soma.spi.participant;
    exports soma.spi.plugin;
    exports soma.spi.protocol;
    exports soma.spi.report;
    exports soma.spi.route;
    exports soma.spi.server;
    exports soma.spi.space;
    exports soma.spi.storage;
    exports soma.spi.subject;
    exports soma.spi.transport;
    exports soma.spi.wire;
}
