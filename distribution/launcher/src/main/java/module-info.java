/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The server's main program: flags, configuration file, banner, pid and ports files, signals. */
module soma.launcher {
    requires static org.jspecify;
    requires jdk.unsupported;
    requires org.slf4j;
    requires soma.config;
    requires soma.host;
    requires soma.kernel;
    requires soma.logging;
    requires soma.spi;
}
