/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** SLF4J provider that prints nats-server's log lines. */
module soma.logging {
    requires static transitive org.jspecify;
    requires transitive org.slf4j;

    exports soma.logging;

    provides org.slf4j.spi.SLF4JServiceProvider with
            soma.logging.LogServiceProvider;
}
