/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Contract tests that every implementation of an SPI must pass, and the fixtures they need. */
module soma.spi.tck {
    requires static org.jspecify;
    requires transitive org.junit.jupiter.api;
    requires transitive soma.spi;
}
