/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The configuration language and the command line of the server. Knows names of keys, but no feature's meaning. */
module soma.config {
    requires static org.jspecify;
    requires transitive soma.spi;

    exports soma.config;
    exports soma.config.cli;
}
